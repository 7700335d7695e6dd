//! What each route of the interface takes and gives.

use crate::routes::Verb;

/// An operation.
pub(in crate::api) struct Operation {
    pub(in crate::api) verb: Verb,
    pub(in crate::api) path: &'static str,
    /// Its name for programs.
    pub(super) id: &'static str,
    /// What it does.
    pub(in crate::api) zh: &'static str,
    /// What may stand behind the question mark.
    pub(super) query: &'static [&'static str],
    pub(super) body: Body,
    pub(super) success: Success,
    pub(super) statuses: &'static [u16],
    /// Answers that are no success, besides those that all have.
    pub(super) problems: &'static [(u16, &'static str)],
}

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    None,
    Named(&'static str),
    NewRecord,
    ChangedRecord,
}

/// What comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Success {
    Named(&'static str),
    /// A page of a list.
    Page(&'static str),
    Record,
    Records,
    Any,
}

const ABSENT: (u16, &str) = (404, "没有，或者不是您能看到的");
const GONE: (u16, &str) = (410, "已经撤回");
const CONFLICT: (u16, &str) = (
    409,
    "已被他人修改，目前的状态不能这样做，或者同一个 Idempotency-Key 的请求正在办理",
);

const fn get(
    path: &'static str,
    id: &'static str,
    zh: &'static str,
    success: Success,
) -> Operation {
    Operation {
        verb: Verb::Get,
        path,
        id,
        zh,
        query: &[],
        body: Body::None,
        success,
        statuses: &[200],
        problems: &[ABSENT],
    }
}

const fn change(
    verb: Verb,
    path: &'static str,
    id: &'static str,
    zh: &'static str,
    body: Body,
    success: Success,
) -> Operation {
    Operation {
        verb,
        body,
        problems: &[ABSENT, CONFLICT],
        ..get(path, id, zh, success)
    }
}

/// All of them.
pub(in crate::api) const OPERATIONS: &[Operation] = &[
    Operation {
        problems: &[],
        ..get(
            "/api/v1/openapi.json",
            "document",
            "本接口的说明",
            Success::Any,
        )
    },
    Operation {
        problems: &[],
        ..get(
            "/api/v1/agencies",
            "agencies",
            "单位",
            Success::Named("agencies"),
        )
    },
    Operation {
        query: &["q", "category", "topic", "year", "page"],
        ..get(
            "/api/v1/agencies/{slug}/items",
            "items",
            "已公开的信息",
            Success::Page("public_line"),
        )
    },
    Operation {
        problems: &[ABSENT, GONE],
        ..get(
            "/api/v1/items/{id}",
            "item",
            "一条已公开的信息",
            Success::Named("public_item"),
        )
    },
    Operation {
        query: &["agency", "q", "stage", "year", "page"],
        ..get(
            "/api/v1/information",
            "register",
            "信息登记",
            Success::Page("line"),
        )
    },
    Operation {
        statuses: &[201],
        ..change(
            Verb::Post,
            "/api/v1/information",
            "register_item",
            "登记一条信息",
            Body::Named("new_item"),
            Success::Named("item"),
        )
    },
    get(
        "/api/v1/information/{id}",
        "registered",
        "一条登记的信息",
        Success::Named("item"),
    ),
    change(
        Verb::Put,
        "/api/v1/information/{id}",
        "revise",
        "修改草稿；没有给出的字段不变",
        Body::Named("changed_item"),
        Success::Named("item"),
    ),
    change(
        Verb::Post,
        "/api/v1/information/{id}/submit",
        "submit",
        "送审",
        Body::Named("revision"),
        Success::Named("item"),
    ),
    change(
        Verb::Post,
        "/api/v1/information/{id}/publish",
        "publish",
        "发布审核通过的信息",
        Body::Named("publication"),
        Success::Named("item"),
    ),
    Operation {
        statuses: &[200, 201],
        ..change(
            Verb::Post,
            "/api/v1/agencies/{slug}/postings",
            "note_posting",
            "登记在别处的发布；同一条信息、渠道、日期、位置只记一次",
            Body::Named("new_posting"),
            Success::Named("posting"),
        )
    },
    Operation {
        problems: &[],
        ..get(
            "/api/v1/ledgers",
            "ledgers",
            "有哪些台账",
            Success::Named("ledgers"),
        )
    },
    Operation {
        query: &["q", "year", "struck", "page"],
        ..get(
            "/api/v1/agencies/{slug}/ledgers/{key}",
            "records",
            "记录",
            Success::Records,
        )
    },
    Operation {
        statuses: &[201],
        ..change(
            Verb::Post,
            "/api/v1/agencies/{slug}/ledgers/{key}",
            "add_record",
            "新增记录；没有给出的栏用默认值",
            Body::NewRecord,
            Success::Record,
        )
    },
    get(
        "/api/v1/agencies/{slug}/ledgers/{key}/{id}",
        "record",
        "一条记录",
        Success::Record,
    ),
    change(
        Verb::Put,
        "/api/v1/agencies/{slug}/ledgers/{key}/{id}",
        "change_record",
        "修改记录；没有给出的栏不变，null 清空",
        Body::ChangedRecord,
        Success::Record,
    ),
    Operation {
        query: &["revision!", "reason!"],
        ..change(
            Verb::Delete,
            "/api/v1/agencies/{slug}/ledgers/{key}/{id}",
            "strike_record",
            "作废记录，写明理由；记录仍可查看",
            Body::None,
            Success::Record,
        )
    },
    get(
        "/api/v1/agencies/{slug}/figures/{year}",
        "figures",
        "年度数字",
        Success::Named("figures"),
    ),
];
