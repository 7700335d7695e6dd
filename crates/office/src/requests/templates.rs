//! An office's own templates of letters: taken after a check, kept among the files, named in its settings.

use super::letter_desk::{letter, unusable};
use crate::error::invalid;
use crate::{Context, Office, OfficeError, settings_mark};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::request::letter::{Letter, LetterRemedy};
use gongkai_render::{letter as paper, template};
use gongkai_store::FileRecord;

impl Office {
    /// Takes an office's own template of a letter. One with faults is refused with all of them.
    pub async fn keep_template(
        &self,
        cx: &Context,
        agency: &AgencyId,
        id: &str,
        bytes: Vec<u8>,
    ) -> Result<(), OfficeError> {
        let letter = letter(id)?;
        let mut settings = self.settable(cx, agency).await?;
        let seen = settings_mark(&settings);
        if letter.series.is_none() {
            return Err(invalid("file", "这是表格，不用模板。"));
        }
        template::check(&bytes, &asked(letter)).map_err(unusable)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let digest = self.files.put(bytes).await?;
        let record = FileRecord {
            digest: digest.clone(),
            kind: "docx".to_owned(),
            size,
            text: None,
            unread: String::new(),
        };
        settings.requests.templates.insert(id.to_owned(), digest);
        self.set_up_with(cx, agency, (&seen, settings), &[record])
            .await
    }

    /// Goes back to the layout of the program.
    pub async fn drop_template(
        &self,
        cx: &Context,
        agency: &AgencyId,
        id: &str,
    ) -> Result<(), OfficeError> {
        let mut settings = self.settable(cx, agency).await?;
        let seen = settings_mark(&settings);
        settings
            .requests
            .templates
            .remove(id)
            .ok_or(Refusal::Unknown)?;
        self.set_up(cx, agency, &seen, settings).await
    }

    /// A template to begin with: the office's own one, or the layout of the program with its fields.
    pub async fn template(
        &self,
        cx: &Context,
        agency: &AgencyId,
        id: &str,
        own: bool,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let letter = letter(id)?;
        let settings = self.settable(cx, agency).await?;
        let name = format!("{}（{}）.docx", letter.title, letter.when);
        if own {
            let digest = settings.requests.templates.get(id);
            let digest = digest.ok_or(Refusal::Unknown)?;
            return Ok((name, self.files.get(digest).await?));
        }
        let paper = paper::template(letter).ok_or(Refusal::Unknown)?;
        let bytes = paper
            .docx()
            .map_err(|error| OfficeError::Internal(error.to_string()))?;
        Ok((name, bytes))
    }

    async fn settable(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<gongkai_domain::agency::AgencySettings, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::ManageAgencies, Object::Agency(&lineage))?;
        Ok(self.agency(agency).await?.settings)
    }
}

/// What a template must have before there is a letter.
fn asked(letter: &Letter) -> Vec<Vec<&'static str>> {
    let mut asked = vec![vec!["文号"], vec!["文书日期"]];
    if letter.remedy != LetterRemedy::None {
        asked.push(vec!["救济途径"]);
    }
    asked
}
