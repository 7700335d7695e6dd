//! `gongkai serve`: the real thing.

use super::{clock, open, wait};
use crate::arguments::Serve;
use crate::output::{Status, print};
use anyhow::{Context as _, Result, bail};
use gongkai_domain::access::Actor;
use gongkai_office::{Context, Office};
use gongkai_web::{BaseUrl, Site, SiteSettings};
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// Where an installation listens if nothing is said.
const PORT: u16 = 8642;

/// Serves an installation until it is told to stop.
pub(crate) fn run(arguments: &Serve) -> Result<Status> {
    wait(async {
        if arguments.base_url.as_ref().is_some_and(BaseUrl::has_path) {
            bail!("--base-url 只写到主机名，例如 https://www.example.gov.cn：专栏就在网站的根下");
        }
        let office = open(&arguments.place).await?;
        let listener = listen(arguments.listen, false).await?;
        let address = listener.local_addr()?;
        greet(&office, address).await?;
        let settings = SiteSettings {
            demo: false,
            https: arguments.https,
            behind_proxy: arguments.behind_proxy,
            base: arguments.base_url.clone(),
            webhook_allow: arguments.webhook_allow.clone(),
        };
        serve(office, listener, settings).await
    })
}

/// Serves until Ctrl+C or a request to end.
pub(super) async fn serve(
    office: Office,
    listener: TcpListener,
    settings: SiteSettings,
) -> Result<Status> {
    let site = Site {
        office,
        clock,
        settings,
    };
    gongkai_web::serve(site, listener, stopped()).await?;
    Ok(Status::Clean)
}

/// The address asked for; without one the usual, or another where that is taken and `anywhere` is fine.
pub(super) async fn listen(asked: Option<SocketAddr>, anywhere: bool) -> Result<TcpListener> {
    let address = asked.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)));
    match TcpListener::bind(address).await {
        Err(_) if anywhere && asked.is_none() => {
            Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?)
        }
        bound => bound.with_context(|| {
            format!("{address}：不能监听，可能已被占用。请用 --listen 换一个端口")
        }),
    }
}

async fn greet(office: &Office, address: SocketAddr) -> Result<()> {
    print(&format!(
        "工作台    http://{address}/desk\n公开专栏  http://{address}/"
    ));
    let cx = Context {
        actor: Actor::Program,
        now: clock(),
        origin: "本机命令行".to_owned(),
    };
    office.settle_dates(&cx).await?;
    if let Some(token) = office.setup_token(&cx).await? {
        print(&format!(
            "\n第一次使用：请在30分钟内打开 http://{address}/setup ，输入下面的初始口令（只能用一次），设立单位和管理员。\n\n    {token}\n"
        ));
    }
    print("按 Ctrl+C 结束。");
    Ok(())
}

/// Ready when the process is told to end.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without signals the process runs until it is killed, which it survives.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
