//! Chinese fonts: which are installed, and which of them are taken for which voice.

use crate::RenderError;
use fontdb::{Database, FaceInfo, ID, Source, Style};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

/// What a font that can set official documents has: the words of every report.
const CHINESE: &str = "政府信息公开工作年度报告";

/// A kind of type that official documents are set in (GB/T 9704).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// 小标宋: titles.
    Title,
    /// 宋体: page numbers.
    Song,
    /// 黑体: headings of the first level, heads of tables.
    Hei,
    /// 楷体: headings of the second level.
    Kai,
    /// 仿宋: text.
    Fang,
}

impl Voice {
    /// The families that speak so, the prescribed ones first, then what free systems have.
    const fn families(self) -> &'static [&'static str] {
        match self {
            Self::Title => &[
                "方正小标宋简体",
                "方正小标宋_GBK",
                "FZXiaoBiaoSong-B05S",
                "FZXiaoBiaoSong-B05",
                "华文中宋",
                "STZhongsong",
                "Noto Serif CJK SC",
                "Noto Serif SC",
                "Source Han Serif SC",
                "思源宋体",
            ],
            Self::Song => &["宋体", "SimSun", "Songti SC"],
            Self::Hei => &[
                "黑体",
                "SimHei",
                "STHeiti",
                "Noto Sans CJK SC",
                "Noto Sans SC",
                "Source Han Sans SC",
                "思源黑体",
                "Microsoft YaHei",
                "微软雅黑",
                "WenQuanYi Zen Hei",
                "WenQuanYi Micro Hei",
            ],
            Self::Kai => &[
                "楷体_GB2312",
                "KaiTi_GB2312",
                "楷体",
                "KaiTi",
                "华文楷体",
                "STKaiti",
                "AR PL UKai CN",
                "LXGW WenKai",
                "霞鹜文楷",
            ],
            Self::Fang => &[
                "仿宋_GB2312",
                "FangSong_GB2312",
                "仿宋",
                "FangSong",
                "华文仿宋",
                "STFangsong",
                "FandolFang",
            ],
        }
    }

    /// How bold the face of a family with several weights is to be.
    const fn weight(self) -> u16 {
        match self {
            Self::Title => 700,
            Self::Hei => 500,
            Self::Song | Self::Kai | Self::Fang => 400,
        }
    }
}

/// What stands in for a voice that is not installed, and for characters that its fonts lack.
const COMMON: &[&str] = &[
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "思源宋体",
    "宋体",
    "SimSun",
    "Songti SC",
    "AR PL UMing CN",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "HanaMinA",
    "HanaMinB",
    "Droid Sans Fallback",
];

type Bytes = Arc<Vec<u8>>;

/// The fonts that a PDF is set with: those of the system, and before them those of a file.
#[derive(Debug)]
pub struct Fonts {
    database: Database,
    preferred: Vec<ID>,
    /// Font files in use. A file of 20 MB is in memory once, and only while something is set.
    files: Mutex<BTreeMap<PathBuf, Weak<Vec<u8>>>>,
}

impl Fonts {
    /// The fonts of the system, looked up once; again, as long as none of them has Chinese.
    ///
    /// Fails if none of them has Chinese.
    pub fn system() -> Result<Arc<Self>, RenderError> {
        static FOUND: OnceLock<Arc<Fonts>> = OnceLock::new();
        if let Some(found) = FOUND.get() {
            return Ok(Arc::clone(found));
        }
        let mut database = Database::new();
        database.load_system_fonts();
        let found = Self::checked(database, Vec::new())?;
        Ok(Arc::clone(FOUND.get_or_init(|| Arc::new(found))))
    }

    /// A font file before those of the system, which stand in for characters that it lacks.
    ///
    /// Fails if the file holds no font, or if no font has Chinese.
    pub fn file(path: &Path) -> Result<Self, RenderError> {
        let mut database = Database::new();
        let preferred = database.load_font_source(Source::File(path.to_owned()));
        if preferred.is_empty() {
            return Err(RenderError::NotAFont {
                path: path.display().to_string(),
            });
        }
        let preferred = preferred.to_vec();
        database.load_system_fonts();
        Self::checked(database, preferred)
    }

    /// No fonts but those that are put in a folder; for tests.
    #[cfg(test)]
    pub(super) fn folder(path: &Path) -> Result<Self, RenderError> {
        let mut database = Database::new();
        database.load_fonts_dir(path);
        Self::checked(database, Vec::new())
    }

    fn checked(database: Database, preferred: Vec<ID>) -> Result<Self, RenderError> {
        let fonts = Self {
            database,
            preferred,
            files: Mutex::default(),
        };
        let words: BTreeSet<char> = CHINESE.chars().collect();
        let chinese = |id: &ID| fonts.look(*id, &words).len() == words.len();
        if fonts.candidates(Voice::Fang).iter().any(chinese) {
            Ok(fonts)
        } else {
            Err(RenderError::NoChineseFont)
        }
    }

    /// The faces for a voice, the best first; every face that there is, last.
    pub(super) fn candidates(&self, voice: Voice) -> Vec<ID> {
        let mut found = self.preferred.clone();
        for family in voice.families().iter().chain(COMMON) {
            let mut faces: Vec<&FaceInfo> = self.upright().collect();
            faces.retain(|face| face.families.iter().any(|(name, _)| name == family));
            faces.sort_by_key(|face| face.weight.0.abs_diff(voice.weight()));
            found.extend(faces.first().map(|face| face.id));
        }
        let mut others: Vec<&FaceInfo> = self.upright().collect();
        others.sort_by(|one, other| one.post_script_name.cmp(&other.post_script_name));
        found.extend(others.iter().map(|face| face.id));
        found
    }

    fn upright(&self) -> impl Iterator<Item = &FaceInfo> {
        self.database
            .faces()
            .filter(|face| face.style == Style::Normal)
    }

    /// Those of the characters that a face has: its glyph, and how wide it is in ems.
    pub(super) fn look(&self, id: ID, characters: &BTreeSet<char>) -> Vec<(char, u16, f32)> {
        let look = |data: &[u8], index: u32| {
            let Ok(face) = ttf_parser::Face::parse(data, index) else {
                return Vec::new();
            };
            let em = f32::from(face.units_per_em());
            let glyph = |c: &char| {
                let glyph = face.glyph_index(*c).filter(|glyph| glyph.0 != 0)?;
                let advance = face.glyph_hor_advance(glyph)?;
                Some((*c, glyph.0, f32::from(advance) / em))
            };
            characters.iter().filter_map(glyph).collect()
        };
        self.database.with_face_data(id, look).unwrap_or_default()
    }

    /// A face to draw with.
    pub(super) fn load(&self, id: ID) -> Result<krilla::text::Font, RenderError> {
        let unreadable = |cause: String| RenderError::Writer {
            format: "PDF",
            cause,
        };
        let Some((source, index)) = self.database.face_source(id) else {
            return Err(unreadable("face not found".to_owned()));
        };
        let (data, name): (krilla::Data, String) = match source {
            Source::Binary(bytes) => (bytes.into(), String::new()),
            Source::SharedFile(path, bytes) => (bytes.into(), path.display().to_string()),
            Source::File(path) => {
                let name = path.display().to_string();
                let read = self.read(path);
                let bytes = read.map_err(|error| unreadable(format!("{name}: {error}")))?;
                (bytes.into(), name)
            }
        };
        krilla::text::Font::new(data, index)
            .ok_or_else(|| unreadable(format!("{name}: not a font that can be embedded")))
    }

    fn read(&self, path: PathBuf) -> std::io::Result<Bytes> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = files.get(&path).and_then(Weak::upgrade) {
            return Ok(bytes);
        }
        let bytes = Arc::new(std::fs::read(&path)?);
        files.insert(path, Arc::downgrade(&bytes));
        Ok(bytes)
    }
}
