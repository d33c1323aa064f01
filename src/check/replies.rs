//! Replies as written → replies to results that exist, each with what was decided on it.

use crate::check::cases::{Cases, misfit};
use crate::community::festival::check_order;
use crate::community::redress::{Answer, Correction, Reply, ReplyDecision, ReplyForm};
use crate::community::scheme::unknown_criterion;
use crate::finding::rules;
use crate::finding::{Finding, Findings};
use crate::language::Said;

/// The replies, in order of result and day.
pub fn admit_replies(
    forms: Vec<ReplyForm>,
    corrections: &[Correction],
    cases: &Cases<'_>,
    findings: &mut Findings,
) -> Vec<Reply> {
    let admitted = forms.into_iter().filter_map(|form| admit_reply(form, corrections, cases, findings));
    let mut replies: Vec<Reply> = admitted.collect();
    replies.sort_by(|left, right| {
        let key = |reply: &Reply| (reply.case.clone(), reply.leaf, reply.role, reply.date);
        key(left).cmp(&key(right))
    });
    replies
}

fn admit_reply(
    form: ReplyForm,
    corrections: &[Correction],
    cases: &Cases<'_>,
    findings: &mut Findings,
) -> Option<Reply> {
    if let Some(decided) = &form.decided {
        check_order(("date", form.date), ("decided", decided), findings);
    }
    let body = cases.names.resolve_optional(&form.body, findings);
    let (case, scheme) = cases.case(&form.scheme, &form.period, &form.subject, findings)?;
    let role = form.role.as_ref().map(|role| scheme.role(role, cases.names, findings));
    let keys = || scheme.leaves.iter().map(|leaf| &*scheme.criteria[*leaf].key.0);
    let leaf = form.criterion.as_ref().map(|written| {
        let found = keys().position(|key| *key == *written.value.0);
        if found.is_none() {
            findings.push(unknown_criterion(&written.value, &written.place, &scheme.criteria, keys()));
        }
        found
    });
    let answer = match (&form.decision, form.reason, &form.decided, body?) {
        (None, None, None, None) => None,
        (Some(decision), Some(reason), Some(date), Some(body)) => {
            Some(Answer { decision: decision.value, reason, date: date.value, body })
        }
        _ => {
            findings.push(
                Finding::new(
                    &rules::MISSING_FIELD,
                    form.decision.as_ref().map_or(form.place.clone(), |decision| decision.place.clone()),
                    Said::both("处理意见不完整", "what was decided is incomplete"),
                )
                .help(Said::both(
                    "处理意见要同时写 `decision`、`reason`、`decided` 和 `body`；尚未处理的都不写",
                    "a decision has `decision`, `reason`, `decided` and `body` together; one that is still to come has none of them",
                )),
            );
            return None;
        }
    };
    if let Some(decision) = form.decision.filter(|decision| decision.value == ReplyDecision::Corrected)
        && !corrections.iter().any(|correction| correction.case == case)
    {
        findings.push(
            misfit(
                &decision.place,
                "决定予以更正，但没有更正记录".to_owned(),
                "a correction was decided on, but there is no record of it".to_owned(),
            )
            .help(Said::both("加上 `[[correction]]`", "add a `[[correction]]`")),
        );
    }
    let (role, leaf) = (role.map_or(Some(None), |role| role.map(Some)), leaf.map_or(Some(None), |leaf| leaf.map(Some)));
    Some(Reply { case, leaf: leaf?, role: role?, text: form.text, date: form.date, answer })
}
