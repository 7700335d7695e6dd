//! Forms as data: fields with label, hint, problem and what was typed. One markup for all of them,
//! so that none lacks its label, its message or its tie between the two.

use crate::form::{Posted, Problems};
pub(crate) use crate::summary::Summary;
use askama::Template;
use askama::filters::HtmlSafe;

/// What a field is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Never shown again.
    Password,
    /// Lines shown.
    Area(u8),
    /// Values and names.
    Select(Vec<(String, String)>),
    /// Values and names, all in sight, one to be chosen.
    Radios(Vec<(String, String)>),
    /// One box to tick.
    Tick,
    /// Values and names, each with a box to tick; the value is those ticked, with a space between.
    Ticks(Vec<(String, String)>),
    /// A file to choose.
    File,
}

/// A field with its label.
#[derive(Debug, Clone, Template)]
#[template(path = "field.html")]
pub(crate) struct Field {
    id: String,
    name: String,
    label: String,
    hint: &'static str,
    /// Why it may stay empty; nothing, if it may not.
    optional: &'static str,
    error: String,
    value: String,
    kind: Kind,
    width: &'static str,
    autocomplete: &'static str,
    numeric: bool,
    /// Endings of files that a file chooser proposes.
    accept: &'static str,
    /// Whether several files may be chosen.
    multiple: bool,
}

impl HtmlSafe for Field {}

impl Field {
    fn of(kind: Kind, name: &str, label: &str) -> Self {
        Self {
            id: name.to_owned(),
            name: name.to_owned(),
            label: label.to_owned(),
            hint: "",
            optional: "",
            error: String::new(),
            value: String::new(),
            kind,
            width: "",
            autocomplete: "",
            numeric: false,
            accept: "",
            multiple: false,
        }
    }

    pub(crate) fn text(name: &str, label: &str) -> Self {
        Self::of(Kind::Text, name, label)
    }

    pub(crate) fn password(name: &str, label: &str, autocomplete: &'static str) -> Self {
        Self {
            autocomplete,
            ..Self::of(Kind::Password, name, label)
        }
    }

    pub(crate) fn area(name: &str, label: &str, lines: u8) -> Self {
        Self::of(Kind::Area(lines), name, label)
    }

    pub(crate) fn file(name: &str, label: &str) -> Self {
        Self::of(Kind::File, name, label)
    }

    /// Files of these endings.
    pub(crate) fn files(name: &str, label: &str, accept: &'static str) -> Self {
        Self {
            accept,
            multiple: true,
            ..Self::file(name, label)
        }
    }

    /// A choice of which all values are in sight.
    pub(crate) fn radios(name: &str, label: &str, choices: &[(&str, &str)]) -> Self {
        let choices = choices.iter();
        let choices = choices.map(|(value, name)| ((*value).to_owned(), (*name).to_owned()));
        Self::of(Kind::Radios(choices.collect()), name, label)
    }

    pub(crate) fn accept(mut self, endings: &'static str) -> Self {
        self.accept = endings;
        self
    }

    pub(crate) fn tick(name: &str, label: &str) -> Self {
        Self::of(Kind::Tick, name, label)
    }

    /// Boxes of which any may be ticked, of values and names.
    pub(crate) fn ticks(name: &str, label: &str, choices: Vec<(&str, &str)>) -> Self {
        let choices = choices.into_iter();
        let choices = choices.map(|(value, name)| (value.to_owned(), name.to_owned()));
        Self::of(Kind::Ticks(choices.collect()), name, label)
    }

    /// Whether a box of several is ticked.
    fn is_ticked(&self, value: &str) -> bool {
        self.value.split(' ').any(|ticked| ticked == value)
    }

    /// A list to choose one from, of values and names.
    pub(crate) fn select<V: Into<String>, N: Into<String>>(
        name: &str,
        label: &str,
        choices: impl IntoIterator<Item = (V, N)>,
    ) -> Self {
        let choices = choices.into_iter();
        let choices = choices.map(|(value, name)| (value.into(), name.into()));
        Self::of(Kind::Select(choices.collect()), name, label)
    }

    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    pub(crate) fn optional(mut self) -> Self {
        self.optional = "（没有可不填）";
        self
    }

    pub(crate) fn optional_as(mut self, why: &'static str) -> Self {
        self.optional = why;
        self
    }

    pub(crate) fn value(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    pub(crate) fn ticked(self, ticked: bool) -> Self {
        self.value(if ticked { "1" } else { "" })
    }

    pub(crate) fn width(mut self, class: &'static str) -> Self {
        self.width = class;
        self
    }

    pub(crate) fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }

    pub(crate) fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// The identities of what explains the field, for `aria-describedby`.
    fn described(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error = (!self.error.is_empty()).then(|| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        ids.join(" ")
    }
}

/// A part of a form.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Field(Field),
    /// A heading, with a problem that concerns the rows under it: field, heading, text, problem.
    Heading(&'static str, &'static str, String, String),
    /// A row of fields under a legend, with buttons: name, value, words.
    Row(
        String,
        Vec<Field>,
        Vec<(&'static str, String, &'static str)>,
    ),
}

/// A form.
#[derive(Debug, Clone, Template)]
#[template(path = "sheet.html")]
pub(crate) struct Sheet {
    id: &'static str,
    action: String,
    csrf: String,
    hidden: Vec<(String, String)>,
    parts: Vec<Part>,
    button: &'static str,
    /// Whether the button is not the one of the page.
    secondary: bool,
    danger: bool,
    /// Buttons besides: name, value, words.
    besides: Vec<(&'static str, &'static str, &'static str)>,
    /// Problems of no field.
    others: Vec<String>,
}

impl HtmlSafe for Sheet {}

impl Sheet {
    /// A form that posts to an address with the caller's token. `id` tells the forms of a page apart.
    pub(crate) fn new(id: &'static str, action: &str, csrf: &str, button: &'static str) -> Self {
        Self {
            id,
            action: action.to_owned(),
            csrf: csrf.to_owned(),
            hidden: Vec::new(),
            parts: Vec::new(),
            button,
            secondary: false,
            danger: false,
            besides: Vec::new(),
            others: Vec::new(),
        }
    }

    pub(crate) fn field(mut self, mut field: Field) -> Self {
        self.identify(&mut field);
        self.parts.push(Part::Field(field));
        self
    }

    /// A heading; problems of `field` stand under it.
    pub(crate) fn heading(mut self, field: &'static str, title: &'static str, text: &str) -> Self {
        let part = Part::Heading(field, title, text.to_owned(), String::new());
        self.parts.push(part);
        self
    }

    pub(crate) fn row(
        mut self,
        legend: String,
        mut fields: Vec<Field>,
        buttons: Vec<(&'static str, String, &'static str)>,
    ) -> Self {
        for field in &mut fields {
            self.identify(field);
        }
        self.parts.push(Part::Row(legend, fields, buttons));
        self
    }

    fn identify(&self, field: &mut Field) {
        if !self.id.is_empty() {
            field.id = format!("{}-{}", self.id, field.name);
        }
    }

    pub(crate) fn hidden(mut self, name: &str, value: &str) -> Self {
        self.hidden.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn secondary(mut self) -> Self {
        self.secondary = true;
        self
    }

    pub(crate) fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    pub(crate) fn besides(
        mut self,
        name: &'static str,
        value: &'static str,
        words: &'static str,
    ) -> Self {
        self.besides.push((name, value, words));
        self
    }

    /// With a value in a field.
    pub(crate) fn preset(mut self, name: &str, value: &str) -> Self {
        if let Some(field) = self.fields_mut().find(|field| field.name == name) {
            value.clone_into(&mut field.value);
        }
        self
    }

    /// With what was typed, passwords excepted.
    pub(crate) fn typed(mut self, posted: &Posted) -> Self {
        for field in self.fields_mut() {
            match field.kind {
                Kind::Password | Kind::File => {}
                Kind::Ticks(_) => {
                    field.value = posted.all(&field.name).collect::<Vec<_>>().join(" ");
                }
                Kind::Text | Kind::Area(_) | Kind::Select(_) | Kind::Radios(_) | Kind::Tick => {
                    field.value = posted.raw(&field.name).to_owned();
                }
            }
        }
        self
    }

    /// With what is wrong, beside the fields it is about.
    pub(crate) fn with(mut self, problems: &Problems) -> Self {
        for gap in &problems.0 {
            if !self.place(gap.field, &gap.message) {
                self.others.push(gap.message.clone());
            }
        }
        self
    }

    fn place(&mut self, name: &str, message: &str) -> bool {
        let heading = self.parts.iter_mut().find_map(|part| match part {
            Part::Heading(field, _, _, error) if *field == name && !name.is_empty() => Some(error),
            Part::Heading(..) | Part::Field(_) | Part::Row(..) => None,
        });
        if let Some(error) = heading {
            error.push_str(message);
            return true;
        }
        let field = self.fields_mut().find(|field| field.name == name);
        field.is_some_and(|field| {
            field.error.push_str(message);
            true
        })
    }

    fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        self.parts.iter_mut().flat_map(|part| match part {
            Part::Field(field) => std::slice::from_mut(field).iter_mut(),
            Part::Row(_, fields, _) => fields.iter_mut(),
            Part::Heading(..) => [].iter_mut(),
        })
    }

    fn has_files(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|part| matches!(part, Part::Field(field) if field.kind == Kind::File))
    }

    fn has_rows(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|part| matches!(part, Part::Row(..)))
    }

    /// What stands at the top of the page; nothing, if nothing is wrong.
    pub(crate) fn summary(&self) -> Summary {
        let of = |field: &Field| (field.id.clone(), field.error.clone());
        let mut lines: Vec<(String, String)> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Field(field) => lines.push(of(field)),
                Part::Row(_, fields, _) => lines.extend(fields.iter().map(of)),
                Part::Heading(name, _, _, error) => lines.push((self.head(name), error.clone())),
            }
        }
        lines.retain(|(_, message)| !message.is_empty());
        let others = self.others.iter();
        lines.extend(others.map(|message| (String::new(), message.clone())));
        Summary { lines }
    }

    /// Whether something is wrong in it: then it is shown unfolded.
    pub(crate) fn is_wrong(&self) -> bool {
        !self.summary().lines.is_empty()
    }

    fn head(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }
}
