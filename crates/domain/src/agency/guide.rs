//! The guide to disclosure (政府信息公开指南), as far as article 12 fixes it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What article 12 asks a guide to name. An empty text is something not yet said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guide {
    /// The disclosure office: 党政办公室.
    pub office: String,
    /// Its address.
    pub address: String,
    /// Its postcode.
    pub postcode: String,
    /// Its hours.
    pub hours: String,
    /// Its telephone number.
    pub telephone: String,
    /// Its fax number.
    pub fax: String,
    /// Its address on the internet, e-mail or site.
    pub internet: String,
    /// How information is classified and arranged, and how it is obtained, in paragraphs.
    pub text: String,
    /// The day it was last gone through.
    pub updated_on: Option<Date>,
}

impl Guide {
    /// What article 12 asks for and this guide does not say, by the names on the page.
    pub fn missing(&self) -> Vec<&'static str> {
        let asked = [
            ("机构名称", &self.office),
            ("办公地址", &self.address),
            ("办公时间", &self.hours),
            ("联系电话", &self.telephone),
            ("传真号码", &self.fax),
            ("互联网联系方式", &self.internet),
            ("分类、编排体系和获取方式", &self.text),
        ];
        let empty = asked.iter().filter(|(_, text)| text.trim().is_empty());
        empty.map(|&(name, _)| name).collect()
    }
}
