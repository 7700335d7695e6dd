//! What can go wrong with an object store, in words for the person who wrote its settings.
//!
//! No message holds an address: a signed one opens the bucket for some minutes.

/// Why the object store did not do as it was asked. Nothing of the keys is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum S3Error {
    /// A setting makes no sense: which, and what it has to be.
    #[error("{0}：{1}")]
    Setting(&'static str, &'static str),
    /// No connection, or it broke off.
    #[error("连接不上对象存储（{0}）。请核对 endpoint，并确认服务已经启动、网络可以到达")]
    Unreachable(String),
    /// The certificate is not one to trust, or there is no TLS at all.
    #[error("对象存储的证书不可信，或者不支持 TLS（{0}）。请核对 endpoint 的域名和证书")]
    Tls(String),
    /// It took longer than a file may take.
    #[error("对象存储没有在规定时间内答复。请检查网络和服务的负载，然后重试")]
    TimedOut,
    /// The keys are wrong, or may not do this.
    #[error(
        "对象存储拒绝了请求（{code}）。请核对 access_key、secret_key 和 region，并确认密钥可以列出、读取和写入这个存储桶"
    )]
    Denied {
        /// As the service names it.
        code: String,
    },
    /// The clocks are too far apart for the signature to hold.
    #[error("本机时间和对象存储相差太多，签名无效。请校准本机时间后重试")]
    Clock,
    /// There is no such bucket.
    #[error("对象存储里没有这个存储桶。请先建立存储桶，或者核对 bucket 和 path_style")]
    NoBucket,
    /// The service points elsewhere; the program goes nowhere but to the endpoint named.
    #[error(
        "对象存储要求转到另一个地址（{0}），程序不会跟随。请把 endpoint 和 region 改成存储桶所在地的"
    )]
    Elsewhere(u16),
    /// The service failed or did not understand.
    #[error("对象存储没有完成请求（{status} {code}）。请查看对象存储的日志，排除后重试")]
    Failed {
        /// Of HTTP.
        status: u16,
        /// As the service names it; may be empty.
        code: String,
    },
    /// More bytes than any file has.
    #[error("超过 52 MB，对象存储不收也不取。请核对文件和 endpoint")]
    TooLarge,
    /// The answer is none of S3.
    #[error("答复不是 S3 的格式。请核对 endpoint，并确认它是 S3 兼容的对象存储")]
    Answer,
}

impl S3Error {
    /// What an answer other than 200 means. Of the body only the code is taken: the rest may repeat
    /// what was signed.
    pub(super) fn of(status: u16, body: &[u8]) -> Self {
        let code = code(body);
        match (status, code.as_str()) {
            (300..=399, _) => Self::Elsewhere(status),
            (_, "RequestTimeTooSkewed" | "RequestExpired") => Self::Clock,
            (_, "NoSuchBucket") => Self::NoBucket,
            (401 | 403, "") => Self::Denied {
                code: status.to_string(),
            },
            (401 | 403, _) => Self::Denied { code },
            _ => Self::Failed { status, code },
        }
    }

    /// Whether the same request may well succeed a little later.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Failed { status, .. } => *status >= 500,
            Self::Setting(..)
            | Self::Tls(_)
            | Self::TimedOut
            | Self::Denied { .. }
            | Self::Clock
            | Self::NoBucket
            | Self::Elsewhere(_)
            | Self::TooLarge
            | Self::Answer => false,
        }
    }

    pub(super) fn is_no_such_key(&self) -> bool {
        matches!(self, Self::Failed { status: 404, code } if code == "NoSuchKey")
    }
}

/// The code in the answer, if there is one that looks like a code.
fn code(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let found = text.split_once("<Code>").and_then(|(_, rest)| {
        let (code, _) = rest.split_once("</Code>")?;
        let plain = code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| code.to_owned())
    });
    found.unwrap_or_default()
}
