//! Organisations: who issues, posts, manages, assesses and hosts.

use crate::community::area::Area;
use crate::community::form::{At, Key, Name, form, words};
use crate::community::table::{Id, Names, Record};
use crate::finding::Findings;
use crate::language::Said;

words! {
    /// What sort of organisation.
    pub enum OrganisationKind {
        Party = "party" ("党组织", "Party organisation"),
        Government = "government" ("政府", "government"),
        Department = "department" ("部门", "department"),
        Police = "police" ("公安机关", "public security"),
        Subdistrict = "subdistrict" ("街道（镇）", "sub-district or town"),
        Community = "community" ("社区（村）", "community or village"),
        PropertyCompany = "property_company" ("物业服务企业", "property service company"),
        Assessor = "assessor" ("评估单位", "assessor"),
        Health = "health" ("医疗卫生机构", "health body"),
        Social = "social" ("社会组织", "social organisation"),
        Other = "other" ("其他单位", "other"),
    }
}

form! {
    /// An organisation: a Party body, department, office, company or panel of assessors. Never a person.
    /// 单位：党组织、部门、街道、企业或评议团。不写个人。
    pub struct OrganisationForm {
        /// Its id.
        /// 编号。
        id: At<Key>,
        /// Its full name.
        /// 全称。
        name: Said,
        /// What sort.
        /// 类别。
        kind: OrganisationKind,
        /// The area it is responsible for.
        /// 所属区域。
        area: Option<Name<Area>>,
        /// Office phone.
        /// 办公电话。
        phone: Option<String>,
    }
}

/// An organisation.
#[derive(Debug)]
pub struct Organisation {
    /// Its id.
    pub key: Key,
    /// Its full name.
    pub name: Said,
    /// What sort.
    pub kind: OrganisationKind,
    /// The area it is responsible for.
    pub area: Option<Id<Area>>,
    /// Office phone.
    pub phone: Option<String>,
}

impl Record for Organisation {
    const WORD: &'static str = "organisation";
    type Form = OrganisationForm;
}

impl Organisation {
    /// Looks up what the form names.
    pub fn admit(form: OrganisationForm, names: &Names, findings: &mut Findings) -> Option<Organisation> {
        let area = names.resolve_optional(&form.area, findings)?;
        Some(Organisation { key: form.id.value, name: form.name, kind: form.kind, area, phone: form.phone })
    }
}
