//! Files that the public hands in with a request: few, not large, and of kinds that can be looked at.

use super::filing::NewFile;
use crate::error::invalid;
use crate::throttle::Origin;
use crate::{Context, Office, OfficeError};
use gongkai_domain::identity::AgencyId;
use gongkai_reader::attachment::{AttachmentKind, kind_of};

/// Bytes of a file that the public hands in.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// Files that the public hands in at once.
pub const MOST_FILES: usize = 5;

impl Office {
    /// Whether these files are taken from the public.
    pub(super) async fn check_handed_in(
        &self,
        cx: &Context,
        agency: &AgencyId,
        files: &[NewFile],
    ) -> Result<(), OfficeError> {
        if files.len() > MOST_FILES {
            return Err(invalid(
                "files",
                "一次最多交5个文件。请分几次交，或者合成一个PDF。",
            ));
        }
        for file in files {
            check(file)?;
            self.take_upload(cx, agency).await?;
        }
        Ok(())
    }

    /// Takes a file that the public hands in to an agency, or asks to wait.
    pub(super) async fn take_upload(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<(), OfficeError> {
        let from = self.from(cx, agency).await?;
        let taken = self.throttle.take_upload(from, cx.now);
        taken.map_err(OfficeError::Slow)
    }

    /// From where somebody of the public comes to an agency, and whether it says that many share that.
    pub(super) async fn from<'c>(
        &self,
        cx: &'c Context,
        agency: &AgencyId,
    ) -> Result<Origin<'c>, OfficeError> {
        let agency = self.agency(agency).await?;
        Ok(Origin {
            address: &cx.origin,
            shared: agency.settings.requests.is_shared(&cx.origin),
        })
    }
}

fn check(file: &NewFile) -> Result<(), OfficeError> {
    if file.bytes.len() > LARGEST_FILE {
        return Err(invalid(
            "files",
            "文件太大，每个最多10 MB。请压缩，或者把照片拍小一些。",
        ));
    }
    let kind = kind_of(&file.bytes);
    let picture = [
        AttachmentKind::Jpg,
        AttachmentKind::Png,
        AttachmentKind::Pdf,
    ];
    let document = [
        AttachmentKind::Docx,
        AttachmentKind::Xlsx,
        AttachmentKind::Ofd,
    ];
    let fits = |kind: &AttachmentKind| {
        picture.contains(kind) || (file.kind != "identity" && document.contains(kind))
    };
    if kind.as_ref().is_ok_and(fits) {
        return Ok(());
    }
    let message = if file.kind == "identity" {
        "身份证明只收 JPG、PNG 图片或者 PDF。请重新选择。"
    } else {
        "只收 PDF、JPG、PNG、DOCX、XLSX、OFD 文件。请转换以后再交。"
    };
    Err(invalid("files", message))
}
