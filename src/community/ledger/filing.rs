//! What was lodged for the record, approved or copied (plan 7, measures 11 and 12).

use chrono::NaiveDate;

use crate::community::form::{At, words};
use crate::community::ledger::{ledger, word_columns};
use crate::community::notice::Notice;
use crate::community::organisation::Organisation;
use crate::community::plan::Plan;
use crate::community::table::Id;
use crate::language::Said;

words! {
    /// What a filing is for.
    pub enum FilingPurpose {
        Filing = "filing" ("备案", "filing"),
        Approval = "approval" ("审批", "approval"),
        Copy = "copy" ("抄送备案", "copy for the record"),
    }
}

word_columns!(FilingPurpose);

ledger! {
    /// A document lodged with a body.
    /// 一次备案（审批、抄送）。
    pub struct Filing, FilingForm = "filing" ("备案台账", "Filings") {
        /// What was lodged.
        /// 事项。
        name: Said = ("事项", "Matter"),
        /// The notice it is about.
        /// 对应的通知公告。
        notice: Option<Id<Notice>> = ("公告", "Notice"),
        /// The plan it is about.
        /// 对应的方案。
        plan: Option<Id<Plan>> = ("方案", "Plan"),
        /// The body.
        /// 备案机关。
        body: Id<Organisation> = ("机关", "Body"),
        /// When it was sent.
        /// 报送日期。
        sent: At<NaiveDate> = ("报送", "Sent"),
        /// When it was received.
        /// 收件日期。
        received: Option<At<NaiveDate>> = ("收件", "Received"),
        /// Receipt number.
        /// 回执编号。
        number: Option<String> = ("编号", "Number"),
        /// What for.
        /// 用途。
        purpose: FilingPurpose = ("用途", "Purpose"),
    }
}
