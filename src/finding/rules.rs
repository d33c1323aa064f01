//! Every rule that a finding can name, once: `gongshi explain`, the documents and the fixtures are made from this list.

use crate::finding::Severity;

/// A rule that files must keep.
#[derive(Debug)]
pub struct Rule {
    /// A short name that never changes; also the folder of its fixture under `tests/rules/`.
    pub name: &'static str,
    /// What breaking it does to the build.
    pub severity: Severity,
    /// The rule in one sentence: in Chinese, in English.
    pub what: [&'static str; 2],
    /// Why there is such a rule.
    pub why: [&'static str; 2],
    /// The clause, standard or law behind it; empty where it is the program's own.
    pub basis: [&'static str; 2],
    /// A few lines that break it.
    pub broken: &'static str,
    /// The same lines mended.
    pub mended: &'static str,
}

/// A basis, or none.
macro_rules! or_none {
    () => {
        ["", ""]
    };
    ($basis:expr) => {
        $basis
    };
}

macro_rules! rules {
    ($($constant:ident = $name:literal $severity:ident {
        what: $what_zh:literal, $what_en:literal;
        why: $why_zh:literal, $why_en:literal;
        $(basis: $basis_zh:literal, $basis_en:literal;)?
        broken: $broken:literal;
        mended: $mended:literal;
    })*) => {
        $(
            #[doc = $what_en]
            pub static $constant: Rule = Rule {
                name: $name,
                severity: Severity::$severity,
                what: [$what_zh, $what_en],
                why: [$why_zh, $why_en],
                basis: or_none!($([$basis_zh, $basis_en])?),
                broken: $broken,
                mended: $mended,
            };
        )*

        /// All of them, in the order in which a build meets them.
        pub static ALL: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    NOT_UTF8 = "not-utf8" Error {
        what: "文件须为 UTF-8 编码。", "A file is UTF-8 text.";
        why: "其他编码的汉字会读成乱码，数字旁的名称就对不上了。",
             "In any other encoding Chinese names turn into other characters, and references no longer match.";
        basis: "TOML 1.0 规定文件为 UTF-8 编码（RFC 3629）。", "TOML 1.0, by which a file is UTF-8 (RFC 3629).";
        broken: "# saved as GBK by an old editor";
        mended: "# saved again as UTF-8";
    }
    TOML_SYNTAX = "toml-syntax" Error {
        what: "TOML 须能读懂。", "TOML must be readable.";
        why: "读不懂的行没有人知道是什么意思，程序不猜。", "Nobody knows what an unreadable line means, and the program does not guess.";
        basis: "TOML 1.0。", "TOML 1.0.";
        broken: "name = “锦苑小区”";
        mended: "name = \"锦苑小区\"";
    }
    MISSING_FRONT_MATTER = "missing-front-matter" Error {
        what: "Markdown 文件以 `+++` 之间的 TOML 头开始。", "A Markdown file begins with TOML between two `+++` lines.";
        why: "没有文件头，就不知道标题、发文机关和日期。", "Without it there is no title, no issuing body and no date.";
        broken: "## 总体要求";
        mended: "+++\ntitle = \"关于…的通知\"\n+++\n## 总体要求";
    }
    UNKNOWN_KIND = "unknown-kind" Error {
        what: "数据文件的顶层键是一种已知的记录，正文放在 plans、notices 或 pages 文件夹里。",
              "A top-level key of a data file is a known kind of record, and texts stand in the folders plans, notices and pages.";
        why: "写错的种类会使整批记录悄悄消失。", "A misspelt kind would make a whole batch of records vanish silently.";
        broken: "[[neighborhood]]";
        mended: "[[neighbourhood]]";
    }
    UNKNOWN_FIELD = "unknown-field" Error {
        what: "记录里只有已知的字段。", "A record has only known fields.";
        why: "写错的字段名会被当作没有写。", "A misspelt field would count as not written.";
        broken: "houshold = 1240";
        mended: "households = 1240";
    }
    MISSING_FIELD = "missing-field" Error {
        what: "必填字段都要写。", "Every required field is written.";
        why: "缺了它，页面上的话就不完整。", "Without it a page cannot say what it must.";
        broken: "[[team]]\nid = \"lanjiang-patrol\"";
        mended: "[[team]]\nid = \"lanjiang-patrol\"\nname = \"澜江街道综合巡查队\"";
    }
    WRONG_TYPE = "wrong-type" Error {
        what: "字段的值是规定的类型。", "A field holds the type of value it is for.";
        why: "文字不能当数字算，日期不能写成文字。", "A text cannot be added up, and a date written as text cannot be compared.";
        basis: "TOML 1.0 的值类型；日期按 RFC 3339 书写，不加引号。", "The types of TOML 1.0; a date is written as in RFC 3339, without quotes.";
        broken: "households = \"一千\"";
        mended: "households = 1000";
    }
    UNKNOWN_WORD = "unknown-word" Error {
        what: "从固定词表取值的字段，只写表中的词。", "A field with a fixed list of words holds one of them.";
        why: "表外的词没有约定的含义。", "A word outside the list has no agreed meaning.";
        broken: "level = \"distrct\"";
        mended: "level = \"district\"";
    }
    OUT_OF_RANGE = "out-of-range" Error {
        what: "数值在规定的范围内，并与同一记录的其他字段相合。", "A value lies within its range and goes with the rest of its record.";
        why: "超出范围的数多半是笔误；小区没有队伍类别，也就不能按类别比较。",
             "A number outside it is most likely a slip; neighbourhoods have no kinds of team, and cannot be compared by them.";
        broken: "weight = -20";
        mended: "weight = 20";
    }
    BAD_ID = "bad-id" Error {
        what: "编号只用小写英文字母、数字和连字符。", "An id is lower-case ASCII letters, digits and hyphens.";
        why: "编号就是网址，须稳定、可抄写，任何机器都能存为文件名。", "An id becomes an address: it must be stable, easy to copy and a file name on every machine.";
        broken: "id = \"锦苑\"";
        mended: "id = \"jinyuan\"";
    }
    DUPLICATE_ID = "duplicate-id" Error {
        what: "同一种记录里编号不重复。", "No two records of a kind share an id.";
        why: "重复的编号使引用有两个意思，网址也会相撞。", "A shared id makes every reference ambiguous, and two pages would have one address.";
        broken: "[[area]]\nid = \"furong\"\n[[area]]\nid = \"furong\"";
        mended: "[[area]]\nid = \"furong\"\n[[area]]\nid = \"furong-north\"";
    }
    UNRESOLVED_NAME = "unresolved-name" Error {
        what: "引用的编号须存在。", "An id that is referred to exists.";
        why: "指向不存在的记录，页面就缺了一块。", "A reference to nothing leaves a hole in a page.";
        broken: "community = \"hefang\"";
        mended: "community = \"hefeng\"";
    }
    WRONG_LEVEL = "wrong-level" Error {
        what: "区域挂在高一级的区域之下，记录挂在规定级别的区域上。", "An area lies in an area of a higher level, and a record in an area of the level it is for.";
        why: "级别错了，分区统计和面包屑都会错。", "With a wrong level the figures by district and the trail of a page are wrong.";
        broken: "[[neighbourhood]]\ncommunity = \"ronghu\"   # a district";
        mended: "[[neighbourhood]]\ncommunity = \"hefeng\"   # a community";
    }
    CIRCLE_OF_PARENTS = "circle-of-parents" Error {
        what: "上级关系不成圈。", "Nothing is, by way of its parents, its own parent.";
        why: "成圈就没有最上级，也算不出权重。", "In a circle there is no top, and no weight can be worked out.";
        broken: "[[scheme.criterion]]\nid = \"a\"\nwithin = \"a\"";
        mended: "[[scheme.criterion]]\nid = \"a\"";
    }
    DATES_OUT_OF_ORDER = "dates-out-of-order" Error {
        what: "结束不早于开始，发布不早于成文，公示不早于发布，异议办结不早于公示末日。",
              "Nothing ends before it begins or is published before it is signed; no publicity begins before its notice is published or has its objections settled before its last day.";
        why: "倒置的日期多半是笔误，公示期会因此算错。", "Dates the wrong way round are slips, and a publicity period would be counted wrongly.";
        broken: "date = 2026-06-19\nuntil = 2026-06-18";
        mended: "date = 2026-06-19\nuntil = 2026-06-19";
    }
    STEPS_OUT_OF_ORDER = "steps-out-of-order" Error {
        what: "创建步骤按申报、推荐、创建、验收、公示、命名、复核、摘牌的次序，日期不倒退；复核可以多次。",
              "Steps follow apply, recommend, build, assess, publicity, named, recheck, withdrawn, and their dates do not go back; only recheck may come again.";
        why: "先命名后公示，程序就不成立。", "A neighbourhood named before its publicity was not properly named.";
        basis: "示范小区建设实施方案的三个步骤：各地推荐申报、开展示范建设、开展评估验收。", "The three steps of the plan for demonstration neighbourhoods: recommendation and application, building, assessment.";
        broken: "{ stage = \"named\", date = 2026-03-01, … }, { stage = \"apply\", … }";
        mended: "{ stage = \"apply\", … }, { stage = \"named\", date = 2026-10-28, … }";
    }
    STATUS_TWICE = "status-twice" Error {
        what: "同一小区同一年在同一级只有一次创建记录。", "A neighbourhood has one record a level and year.";
        why: "重复记录会使年度数目算多。", "A second one would be counted twice in the year's figure.";
        broken: "level = \"city\", year = 2026 twice";
        mended: "level = \"city\", year = 2026 once";
    }
    BAD_DOCUMENT_NUMBER = "bad-document-number" Error {
        what: "发文字号写作“机关代字〔年份〕序号号”。", "A document number has the form 机关代字〔2026〕5号.";
        why: "写法不一，引用和检索就对不上。", "Written in several ways, a number can neither be cited nor found.";
        basis: "GB/T 9704—2012：六角括号，年份四位，序号不加“第”，不编虚位。", "GB/T 9704-2012: hexagonal brackets, the full year, no 第, no leading nought.";
        broken: "document_number = \"明委基治委[2026]05号\"";
        mended: "document_number = \"明委基治委〔2026〕5号\"";
    }
    WEIGHTS_DO_NOT_ADD = "weights-do-not-add" Error {
        what: "百分比权重合计为 100。", "Weights in per cent add up to 100.";
        why: "合计不是 100 的权重会把每个人的得分都抬高或压低。", "Weights that do not would raise or lower everybody's result.";
        broken: "weight = 60\nweight = 30";
        mended: "weight = 60\nweight = 40";
    }
    WEIGHT_BELOW_FLOOR = "weight-below-floor" Error {
        what: "角色权重不低于方案规定的下限。", "A role's weight is not below the floor that a plan sets.";
        why: "方案写明社区党委的考核比重不低于 70% 或 50%，办法不得突破。", "The plan gives the community Party committee at least 70 % or 50 %; a scheme may not go below it.";
        basis: "社区治理方案第 11 项措施：社区党委对下沉队伍的考核比重，按队伍类别不低于 70% 或 50%。", "Measure 11 of the plan for community governance: the community Party committee's weight in assessing a sunk-down team is at least 70 % or 50 %, by kind of team.";
        broken: "weight_by_kind = { rectification = 65 }   # the plan says at least 70";
        mended: "weight_by_kind = { rectification = 70 }";
    }
    SCHEME_INCOMPLETE = "scheme-incomplete" Error {
        what: "考核办法至少有一个指标和一个角色，每个末级指标都有角色打分。", "A scheme has a criterion and a role, and some role marks every leaf.";
        why: "没有人打分的指标算不出结果。", "A criterion that nobody marks has no result.";
        broken: "[[scheme.role]]\ncriteria = [\"speed\"]   # and nobody marks `looks`";
        mended: "[[scheme.role]]\ncriteria = [\"speed\", \"looks\"]";
    }
    BANDS_OVERLAP = "bands-overlap" Error {
        what: "等次的下限逐级降低。", "The bands' lower bounds go down from one band to the next.";
        why: "两个等次下限相同或颠倒，同一得分就有两个等次。", "With equal or reversed bounds one result would fall in two bands.";
        basis: "《民法典》第一千二百五十九条：“以上”包括本数，所以下限属于本等次。", "Civil Code, article 1259: 以上 (and above) includes the number itself, so a lower bound belongs to its band.";
        broken: "from = 75\nfrom = 90";
        mended: "from = 90\nfrom = 75";
    }
    PERIOD_DOES_NOT_FIT = "period-does-not-fit" Error {
        what: "考核周期的写法与办法规定一致。", "A sheet's period is written as its scheme says.";
        why: "季度写成年度，成绩就进了另一张榜。", "A quarter written as a year would put the marks in another ranking.";
        broken: "period = \"2026\"        # the scheme is quarterly";
        mended: "period = \"2026-Q3\"";
    }
    UNKNOWN_CRITERION = "unknown-criterion" Error {
        what: "分数记在该角色负责的末级指标上。", "A mark stands under a leaf criterion that the role marks.";
        why: "记错了栏的分数不会进入合计。", "A mark in the wrong column would not be counted.";
        broken: "{ subject = \"lanjiang-patrol\", atendance = 92 }";
        mended: "{ subject = \"lanjiang-patrol\", attendance = 92 }";
    }
    MARK_OFF_SCALE = "mark-off-scale" Error {
        what: "分数在指标的量程上，间隔也相符。", "A mark lies on the scale of its criterion, on one of its steps.";
        why: "超出满分的分数会盖过别的指标。", "A mark above the full mark would outweigh the other criteria.";
        broken: "attendance = 920";
        mended: "attendance = 92.0";
    }
    DUPLICATE_MARK = "duplicate-mark" Error {
        what: "同一评分人对同一对象只有一份分数；单评角色只有一份。", "One assessor marks a subject once, and a single role has one assessor.";
        why: "重复的分数会被算两次，程序不替人挑一份。", "A second mark would count twice, and the program does not choose between them.";
        broken: "two rows for `lanjiang-patrol` on one sheet";
        mended: "one row for `lanjiang-patrol`";
    }
    MISSING_MARK = "missing-mark" Error {
        what: "被考核对象的每个角色、每个指标都有分数。", "A subject that is assessed has a mark from every role on every criterion.";
        why: "缺评不是零分，也不能当没有；不齐就不出结果。", "A missing mark is not nought and cannot be left out silently: no result is made without it.";
        broken: "{ subject = \"lanjiang-patrol\", attendance = 92 }   # and no `ability`";
        mended: "{ subject = \"lanjiang-patrol\", attendance = 92, ability = 88 }";
    }
    FIELD_WITHOUT_EFFECT = "field-without-effect" Error {
        what: "每个写出的字段都起作用。", "Every field that is written has an effect.";
        why: "写了却不起作用的权重或上限，读的人会以为它算数。",
             "A weight or limit that is written but does nothing would be believed to count.";
        broken: "marked = \"yes_no\"\nstep = 0.5";
        mended: "marked = \"yes_no\"";
    }
    EMPTY_MARK = "empty-mark" Error {
        what: "空缺的分数写明种类和理由，并且办法允许这种空缺。",
              "An empty mark says which kind of empty it is and why, and the scheme accepts that kind.";
        why: "零分、不适用、未评、不公开是四回事，混在一起就会算错人的成绩。",
             "Nought, not applicable, not assessed and withheld are four things; mixed up they make somebody's result wrong.";
        broken: "attendance = { not_assessed = \"评分人请假\" }   # the scheme refuses marks not given";
        mended: "not_assessed = \"leave_out\"   # in the scheme, or give the mark";
    }
    TOO_FEW_TO_TRIM = "too-few-to-trim" Warning {
        what: "要去掉最高最低分的角色有足够的评分人。", "A role that drops the highest and lowest mark has enough assessors.";
        why: "人数不足时按普通平均计算，读者应当知道。", "With fewer the plain mean is used, and readers should know.";
        broken: "trim_from = 5   # three judges marked";
        mended: "trim_from = 3";
    }
    RULING_DOES_NOT_FIT = "ruling-does-not-fit" Error {
        what: "否决、不定等次、并列裁定和复核说明只用于有这种情况的结果。",
              "A veto, an ungraded subject, a decision on a tie or the outcome of moderation belongs to a result that has it.";
        why: "对不存在的结果作出的决定，多半是写错了对象或周期。",
             "A decision on a result that does not exist most likely names the wrong subject or period.";
        broken: "order = [\"a\", \"b\"]   # their results differ";
        mended: "# no decision: the better result comes first";
    }
    CORRECTION_DOES_NOT_FIT = "correction-does-not-fit" Error {
        what: "更正记录里的分数须是评分表里有的，更正后的分数与评分表一致。",
              "A correction is of a mark that a score sheet holds, and the sheet holds the corrected mark.";
        why: "对不上的更正说不清原来印的是什么。", "A correction that does not fit cannot tell what was printed before.";
        basis: "更正须公开原结果、现结果、理由、日期和决定单位。", "A correction is public with the old result, the new one, the reason, the day and who decided.";
        broken: "mark = [{ role = \"committee\", by = \"xiwan-committee\", criterion = \"results\", was = 84, now = 88 }]   # the sheet says 86";
        mended: "mark = [{ role = \"committee\", by = \"xiwan-committee\", criterion = \"results\", was = 84, now = 86 }]";
    }
    MARKS_CHANGED_AFTER_SEALING = "marks-changed-after-sealing" Error {
        what: "封存以后，分数只凭更正记录改动。", "Sealed marks change only by a correction.";
        why: "公示和备案的是封存的分数；悄悄改动的分数没有人审过。", "What was filed and made public are the sealed marks; a mark that is changed in silence was looked at by nobody.";
        basis: "考核结果在公示前报备案，备案后不得自行改动。", "Results are filed before their publicity, and not changed at will afterwards.";
        broken: "digest = \"3f1c…\"   # and a mark changed since";
        mended: "[[correction]]\n# the mark before and after, why, when, who decided";
    }
    RELEASE_OUT_OF_ORDER = "release-out-of-order" Error {
        what: "公布程序的步骤依次是封存、备案、公示、异议办结、公布、归档，后一步不早于前一步。",
              "The steps of a release are sealing, filing, publicity, objections closed, final, archived, none before the one that it stands on.";
        why: "先公示后备案、先公布后公示，程序就不成立。", "A publicity before the filing, or a final result before the publicity, is no proper procedure.";
        basis: "社区治理体系工作方案第（十一）项：考核结果公示前报组织人事部门备案。", "Measure 11 of the plan for the community governance system: results are filed with the organisation and personnel authority before their publicity.";
        broken: "publicity = \"teams-2026\"   # without a filing";
        mended: "filing = \"teams-2026\"\npublicity = \"teams-2026\"";
    }
    FINAL_BEFORE_END_OF_PUBLICITY = "final-before-end-of-publicity" Error {
        what: "公示期满并办结全部异议以后，结果才能正式公布。", "A result is final only after its publicity has ended and every objection is closed.";
        why: "公示期内的结果还可能因异议而改变。", "Until then an objection can still change it.";
        basis: "公示期一般不少于5个工作日；公示期内可以提出异议。", "A publicity runs five working days as a rule, during which anybody concerned may object.";
        broken: "final = { date = 2026-11-18, body = \"city-commission\" }   # publicity runs until 2026-11-20";
        mended: "final = { date = 2026-11-25, body = \"city-commission\" }";
    }
    PUBLISHED_NUMBER_CHANGED = "published-number-changed" Error {
        what: "已经公开的数字只凭更正记录改变。", "A number that was public changes only by a correction on record.";
        why: "悄悄改动的数字伤害被考核的人，也伤害公信力；谁都可以拿着旧页面来问。",
             "A number that changes in silence harms those it is about, and everybody's trust; anybody may come with the old page and ask.";
        basis: "与上一公开版的 results.json 逐项比较。", "Compared one by one with results.json of the last public edition.";
        broken: "results = 90   # 86 in the edition that is public";
        mended: "[[correction]]\n# what it was, what it is, why, when, who decided";
    }
    MISSING_FILE = "missing-file" Error {
        what: "附件文件须存在。", "An attached file exists.";
        why: "点不开的附件等于没有公开。", "An attachment that cannot be opened has not been published.";
        broken: "file = \"files/list.csv\"   # not there";
        mended: "file = \"files/list.csv\"   # beside the notice";
    }
    BROKEN_LINK = "broken-link" Error {
        what: "正文里的站内链接指向存在的页面和标题。", "A link within the site leads to a page and a heading that exist.";
        why: "居民点到空页，就找不到要看的公告。", "A resident who follows it finds nothing.";
        broken: "[实施方案](plan:demonstration)";
        mended: "[实施方案](plan:demonstration-neighbourhoods)";
    }
    RAW_HTML = "raw-html" Error {
        what: "正文不写 HTML 标签。", "A text contains no raw HTML.";
        why: "标签会打乱版面，也可能带进脚本。", "Tags break the page and can carry scripts.";
        broken: "<font color=red>注意</font>";
        mended: "注意";
    }
    DECEPTIVE_HEADING = "deceptive-heading" Warning {
        what: "标题从二级开始，逐级下降，井号后有半角空格。", "Headings begin at the second level, go down one level at a time and have a blank after the signs.";
        why: "跳级的标题会使编号一、（一）1.（1）乱套。", "A skipped level upsets the numbering 一、（一）1.（1）.";
        basis: "GB/T 9704—2012：结构层次依次为一、（一）1.（1）。CommonMark：井号与标题之间有空格。", "GB/T 9704-2012: the levels are 一、（一）1.（1）, in that order. CommonMark: a blank stands between the signs and the heading.";
        broken: "##总体要求";
        mended: "## 总体要求";
    }
    DOCUMENT_NUMBER_IN_TEXT = "document-number-in-text" Warning {
        what: "正文里引用的发文字号也写作“机关代字〔年份〕序号号”。", "A document number cited in a text has the form 机关代字〔2026〕5号 too.";
        why: "引文的字号写法不一，就查不到原文。", "A number that is written otherwise does not lead to the document it cites.";
        basis: "GB/T 9704—2012：六角括号，年份四位，序号不加“第”，不编虚位。", "GB/T 9704-2012: hexagonal brackets, the full year, no 第, no leading nought.";
        broken: "按照明委基治委[2026]第05号文件";
        mended: "按照明委基治委〔2026〕5号文件";
    }
    NUMBERING_FORM = "numbering-form" Warning {
        what: "手写的层次序数写作“一、”“（一）”“1.”“（1）”；方案和通知的标题不写序数。",
              "Numbers written by hand follow the ladder 一、（一）1.（1）; headings of plans and notices have none.";
        why: "写法不一，层次就分不清；标题的序数由网页加上，再写就成了两个。",
             "Other signs blur the levels, and a page numbers headings by itself, so that they would have two.";
        basis: "GB/T 9704—2012：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。", "GB/T 9704-2012: levels are marked 一、 （一） 1. （1） in this order.";
        broken: "1、加强领导\n\n(二)加强保障";
        mended: "1.加强领导\n\n（二）加强保障";
    }
    NUMBERING_GAP = "numbering-gap" Warning {
        what: "序数连续，不缺、不重，不跳级。", "Numbers run on: none is left out, stands twice or skips a level.";
        why: "缺了一项，读者不知道是漏写还是漏印；引用条款也会引错。",
             "A reader cannot tell what is missing, and whoever cites a clause cites the wrong one.";
        broken: "一、工作目标\n\n三、保障措施";
        mended: "一、工作目标\n\n二、保障措施";
    }
    MISSING_PART = "missing-part" Warning {
        what: "分节的方案写明目标、步骤（任务）和保障；应急预案写明组织、响应和保障。",
              "A plan in sections has its goals, its steps or tasks and its safeguards; an emergency plan its organisation, response and safeguards.";
        why: "缺了其中一样，方案就没法执行，也没法检查。", "Without one of them a plan can be neither carried out nor checked.";
        broken: "## 工作目标\n## 工作内容\n## 结果运用";
        mended: "## 工作目标\n## 工作内容\n## 保障措施";
    }
    PLACEHOLDER = "placeholder" Error {
        what: "公开的正文没有待填的空位。", "A public text has no blanks left to be filled in.";
        why: "套用范本时漏填的年份、地名一旦公开，整份文件都不可信。", "A blank left over from a model makes the whole document doubtful once it is public.";
        broken: "20xx年，在__社区";
        mended: "2026年，在荷风社区";
    }
    STRAY_PINYIN = "stray-pinyin" Warning {
        what: "汉字后面不留括号里的拼音。", "No pinyin in brackets is left after a character.";
        why: "那是转换软件留下的，读屏软件会把它念出来，检索也会断开。", "Conversions leave it behind; screen readers read it out, and searches break at it.";
        broken: "社区(qū)治理";
        mended: "社区治理";
    }
    IMPOSSIBLE_DATE = "impossible-date" Error {
        what: "正文里的日期确有其日，星期与日期相符。", "A date in a text exists, and its weekday fits it.";
        why: "读者会在错的那一天到场，或者错过期限。", "Readers would come on the wrong day or miss a term.";
        broken: "2026年11月20日（星期六）";
        mended: "2026年11月20日（星期五）";
    }
    DATE_FORM = "date-form" Warning {
        what: "正文的日期写作“2026年6月9日”，年份四位，月日不编虚位。", "A date in a Chinese text is written 2026年6月9日, with the full year and no leading noughts.";
        why: "同一天有几种写法，就不便检索和核对。", "A day written in several ways is hard to find and to compare.";
        basis: "GB/T 9704—2012：用阿拉伯数字将年、月、日标全，月、日不编虚位。", "GB/T 9704-2012: full year, month and day in Arabic digits, without leading noughts.";
        broken: "2026.06.09前完成";
        mended: "2026年6月9日前完成";
    }
    ATTACHMENT_NOT_THERE = "attachment-not-there" Warning {
        what: "正文说到的附件都在文件头里；公示、公告的附件正文要提到。",
              "Attachments that a text speaks of stand in its front matter; publicity notices and announcements speak of theirs.";
        why: "说“见附件”而没有附件，读者就看不到名单。", "Readers who are told to see an attachment find none.";
        broken: "名单见附件1。   # 没有 [[attachment]]";
        mended: "[[attachment]]\ntitle = \"名单\"\nfile = \"files/list.csv\"";
    }
    IMAGE_WITHOUT_ALT = "image-without-alt" Error {
        what: "图片有说明内容的替代文字。", "An image has an alternative text that says what it shows.";
        why: "看不见图的人只听得到替代文字；文件名等于没有说。", "Those who cannot see it hear nothing else, and the name of a file says nothing.";
        basis: "《无障碍环境建设法》；WCAG 2.2 成功准则 1.1.1。", "Barrier-free Environment Law; WCAG 2.2, success criterion 1.1.1.";
        broken: "![](gate.png)   ![IMG_0032.jpg](gate.png)";
        mended: "![锦苑小区门口的公示栏](gate.png)";
    }
    PUNCTUATION = "punctuation" Warning {
        what: "汉字之间用全角标点，成对的符号成对，标点不重复。", "Han characters take full-width signs, in pairs where they are pairs, and once.";
        why: "半角标点和落单的引号使句子难读，也使条文有歧义。", "Half-width signs and lone quotation marks make a sentence hard to read and a clause ambiguous.";
        basis: "GB/T 15834—2011《标点符号用法》。", "GB/T 15834-2011, General rules for punctuation.";
        broken: "各村(社区)要做好登记,并报送《办法。";
        mended: "各村（社区）要做好登记，并报送《办法》。";
    }
    MARKUP_THAT_VANISHES = "markup-that-vanishes" Warning {
        what: "列表、表格、链接和强调的记号是半角的，后面有半角空格。", "The signs of lists, tables, links and emphasis are half-width, with half-width blanks.";
        why: "全角的记号会原样印出，列表连成一段，链接点不开。", "Others are printed as they stand: lists run together, links lead nowhere.";
        broken: "－第一项\n－第二项\n\n见【方案】（plan:teams）";
        mended: "- 第一项\n- 第二项\n\n见[方案](plan:teams)";
    }
    MISSING_TWIN = "missing-twin" Warning {
        what: "每篇中文正文都有英文版。", "Every text has its twin in the other language.";
        why: "缺了另一种语言的版本，读者只能看到原文。", "Without it readers of the other language see the original, labelled as such.";
        broken: "content/notices/flood.md alone";
        mended: "content/notices/flood.md and content/notices/flood.en.md";
    }
    TWIN_DIFFERS = "twin-differs" Warning {
        what: "两种语言的正文标题一一对应。", "A text and its twin have the same headings.";
        why: "少一节就是少公开一节。", "A section that is missing in one language has not been published in it.";
        broken: "## 总体要求   ## 工作目标      /  ## General requirements";
        mended: "## 总体要求   ## 工作目标      /  ## General requirements   ## Goals";
    }
    CLAUSE_NOT_KEPT = "clause-not-kept" Warning {
        what: "方案里的数字与数据相符。", "The numbers of a plan agree with the data.";
        why: "方案写 100 个，数据只有 99 个，读者应当知道。", "Where the plan says 100 and the data hold 99, readers should know.";
        basis: "条款所在的方案。", "The plan that the clause stands in.";
        broken: "[[clause]]\nid = \"n2-4\"\nrule = \"exactly\"\nledger = \"demonstration\"\nnumber = 100   # 99 are named";
        mended: "[[clause]]\nid = \"n2-4\"\nrule = \"exactly\"\nledger = \"demonstration\"\nnumber = 100   # 100 are named";
    }
    PLANS_CONTRADICT = "plans-contradict" Warning {
        what: "有效方案对同一事项的规定一致。", "Plans in force say the same about the same thing.";
        why: "一个方案写 1 米、另一个写 1.5 米，居民不知道听谁的；页面按从严的一条提示，并注明。",
             "Where one plan says 1 m and another 1.5 m, residents cannot know which to follow; pages show the stricter and say so.";
        broken: "topic = \"distance\"\nnumber = 1   # another plan in force says 1.5";
        mended: "topic = \"distance\"\nnumber = 1.5";
    }
    DUPLICATE_PLAN = "duplicate-plan" Warning {
        what: "两个方案不是同一篇文字。", "No two plans are the same text.";
        why: "同一篇文字存两份，改了一份就不一致；用 `same_text_as` 指向一份即可。",
             "A text kept twice differs as soon as one copy is revised; `same_text_as` lets one stand for both.";
        broken: "title = \"南镇应急组织方案\"   # the text of 北镇, copied";
        mended: "title = \"南镇应急组织方案\"\nsame_text_as = \"north-town\"";
    }
    JUDGE_COMPETES = "judge-competes" Error {
        what: "评委不参赛。", "No judge competes.";
        why: "自己给自己打分的结果没有人信。", "Nobody believes a result that was marked by a contestant.";
        broken: "judge = [{ id = \"he-1\", … }]\nentry = [{ id = \"he-1\", … }]";
        mended: "judge = [{ id = \"expert-1\", … }]\nentry = [{ id = \"he-1\", … }]";
    }
    BROKEN_TEMPLATE = "broken-template" Error {
        what: "主题的模板和文字文件能读懂，只用页面提供的内容。", "A theme's templates and texts are readable and use only what pages provide.";
        why: "模板出错时页面会缺内容，所以整站不发布。", "A page made by a broken template would lack something, so nothing is published.";
        broken: "{{ body.tittle }}";
        mended: "{{ title.text }}";
    }
    IGNORED_FILE = "ignored-file" Warning {
        what: "`data/` 下只放 `.toml`，`content/` 下的其他文件要有正文链接或列为附件。", "Files below `data/` end in `.toml`; other files below `content/` are linked or attached.";
        why: "Windows 常把文件存成 `.toml.txt`，里面的记录就不见了；没有链接的草稿也不该上网。",
             "Windows likes to save `.toml.txt`, and its records vanish; a draft that nothing links to does not belong online.";
        broken: "data/neighbourhoods.toml.txt";
        mended: "data/neighbourhoods.toml";
    }
    PUBLICITY_TOO_SHORT = "publicity-too-short" Error {
        what: "公示期不短于规定的天数；不另写则为5个工作日，首日计入。",
              "A publicity period is as long as it must be: 5 working days, the first counted, unless said otherwise.";
        why: "公示期不够，提出异议的机会就不够，公示要重来。", "Where the period is too short people had no fair chance to object, and the publicity must be done again.";
        basis: "《党政领导干部选拔任用工作条例》（2019）规定任前公示不少于5个工作日，其他公示多照此办理；另有规定的用 `min_days` 和 `unit` 写明。",
               "The regulations on the appointment of leading cadres (2019) ask for at least 5 working days, and most other publicity follows them; other lengths are stated with `min_days` and `unit`.";
        broken: "from = 2026-09-30\nuntil = 2026-10-09   # 1 to 7 October are National Day: 3 working days";
        mended: "from = 2026-09-30\nuntil = 2026-10-12";
    }
    PUBLICITY_ENDS_ON_HOLIDAY = "publicity-ends-on-holiday" Warning {
        what: "公示的末日是工作日。", "The last day of a publicity period is a working day.";
        why: "末日没有人上班，最后一天的异议就没有人收。", "On a day off nobody is there to receive the objections of the last day.";
        basis: "《民法典》第二百零三条：期间的最后一日是法定休假日的，以其结束的次日为最后一日。",
               "Civil Code, article 203: where the last day of a period is a statutory holiday, the day after it is the last day.";
        broken: "until = 2026-11-14   # a Saturday";
        mended: "until = 2026-11-16";
    }
    CALENDAR_NOT_KNOWN = "calendar-not-known" Warning {
        what: "按工作日计的期间，所在年份的放假调休安排是知道的。", "Where working days are counted, the holidays of the year are known.";
        why: "没有安排就不知道哪个周末上班、哪个平日放假，天数会数错。",
             "Without them nobody knows which weekend is worked and which weekday is off, and the days are miscounted.";
        basis: "国务院办公厅每年关于部分节假日安排的通知；《全国年节及纪念日放假办法》。",
               "The yearly notice of the General Office of the State Council on the arrangement of holidays; the Measures on National Holidays and Memorial Days.";
        broken: "[publicity]\nfrom = 2027-01-04\nuntil = 2027-01-08   # no calendar of 2027";
        mended: "[[holiday_calendar]]\nid = \"2027\"\nbasis = \"国务院办公厅关于2027年部分节假日安排的通知\"\nholiday = [{ name = \"元旦\", from = …, until = … }]\nworking = […]";
    }
    FILED_AFTER_PUBLICITY = "filed-after-publicity" Error {
        what: "需要备案的结果，在公示首日之前备案。", "What must be filed for the record is filed before the first day of its publicity.";
        why: "先公示、后备案，备案机关就没有机会在公开之前看到。", "Filed afterwards, the body could not see it before the public did.";
        broken: "sent = 2026-11-17   # the publicity began on 16 November";
        mended: "sent = 2026-11-13";
    }
    FILED_ON_THE_DAY = "filed-on-the-day" Warning {
        what: "备案至少比公示首日早一天。", "Filing comes a day before the publicity at least.";
        why: "同一天备案、公示，看不出哪个在先。", "When both are done on one day, nobody can tell which came first.";
        broken: "sent = 2026-11-16   # the publicity began on 16 November";
        mended: "sent = 2026-11-13";
    }
    FUTURE_MARK = "future-mark" Warning {
        what: "评分日期不晚于数据截止日。", "Marks are not given after the day that the data stand at.";
        why: "截止日之后的评分不算数，整份结果会不出现；多半是年份写错。",
             "Marks of a later day do not count, and the whole result stays away; most likely the year is a slip.";
        broken: "date = 2027-11-05   # as_of = 2026-11-20";
        mended: "date = 2026-11-05";
    }
    PERSONAL_DATA = "personal-data" Error {
        what: "站点和数据里没有身份证号、手机号、车牌、银行卡号、个人邮箱，姓名旁没有街道以下的住址。",
              "No identity number, mobile number, vehicle plate, bank card or private mailbox stands in the files or the site, and no address finer than the street beside a name.";
        why: "公示一经抓取就收不回来；公开个人信息须有本人单独同意或法定依据。",
             "What is online once cannot be taken back, and making personal data public needs the person's separate consent or a basis in law.";
        basis: "《个人信息保护法》第六条、第二十五条、第二十八条", "Personal Information Protection Law, articles 6, 25 and 28";
        broken: "contact = \"李小华 〔11 位手机号码〕\"";
        mended: "contact = \"社区办公室 0755-8600 0000\"";
    }
    UNSCANNED_FILE = "unscanned-file" Warning {
        what: "要上网的文件，里面有没有个人信息，程序能查，或者有人看过。", "Of every file that goes online it can be told whether personal data is in it: by the program, or because somebody looked.";
        why: "图片、旧格式和加密的文件，程序读不了里面的字；名单常常就在这样的附件里。",
             "Words in pictures, old formats and locked files cannot be read, and lists of people often are such attachments.";
        broken: "[[attachment]]\ntitle = \"签到表照片\"\nfile = \"files/sign-in.png\"";
        mended: "[[attachment]]\ntitle = \"签到表照片\"\nfile = \"files/sign-in.png\"\nchecked = 2026-11-12";
    }
    IDLE_DISCLOSURE = "idle-disclosure" Warning {
        what: "准予公开的个人信息，确实写在别处。", "Personal data that may be shown is written somewhere.";
        why: "用不着的准许日后会放过不该放的；号码写错一位，准许也就落空。",
             "A permission that is not needed may let something pass later; and with one digit wrong it permits nothing.";
        broken: "[[disclosure]]\ntext = \"〔要公开的号码〕\"   # written nowhere else";
        mended: "# the record is removed";
    }
    NAME_OF_A_PERSON = "name-of-a-person" Warning {
        what: "参赛者的名称像人名时，写明 `person = true`，或改写组名。", "An entry whose name looks like a person's says `person = true`, or gets the name of a group.";
        why: "写明了，页面上就只显示隐去的姓名；本人同意公开的，写 `consent = true`。",
             "Then pages show the name masked; if the person agreed to be named, write `consent = true`.";
        basis: "《个人信息保护法》第二十五条", "Personal Information Protection Law, article 25";
        broken: "[[festival.entry]]\nname = \"李小华\"";
        mended: "[[festival.entry]]\nname = \"李小华\"\nperson = true";
    }
    EMPTY_SITE = "empty-site" Error {
        what: "站点要有 `[site]` 设置。", "A site has its `[site]` settings.";
        why: "没有站名和主办单位，页面无从谈起。", "Without a title there is no page to make.";
        broken: "# no data/site.toml";
        mended: "[site]\ntitle = \"明澜市基层治理公示\"";
    }
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_names_are_short_kebab_case_and_unique() {
        let mut names: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
        assert!(
            names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()))
        );
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }
}
