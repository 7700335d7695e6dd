//! Sentences on what has just been done, named in the address after a form was posted. Only these:
//! an address cannot put words of its own on a page.

/// The sentence of a name; none for a name that is not ours.
pub(crate) fn words(name: &str) -> &'static str {
    match name {
        "setup" => "初始设置完成。请用刚才填写的账号登录。",
        "password" => "密码已经修改。请用新密码登录。",
        "logout" => "已经退出。",
        "session" => "那处登录已经结束。",
        "factor" => "动态口令已经开通，下次登录时要输入。",
        "token" => "令牌已经撤销，用它的程序从现在起进不来了。",
        "agency" => "单位已经设立。",
        "renamed" => "新名称已经保存，到启用日期起生效。以前的信息仍用原名称。",
        "merged" => "并入已经登记。",
        "channel" => "发布渠道已经增加。",
        "category" => "类别已经增加。",
        "review" => "审核步骤已经保存，对以后送审的信息生效。",
        "settings" => "设置已经保存。",
        "handover" => "移交设置已经保存。",
        "requests" => "依申请公开设置已经保存。",
        "calendar" => "放假通知已经录入，期限已按新的安排计算。",
        "calendar_removed" => "录入的通知已经撤销，期限已重新计算。",
        "kiosk" => "触摸屏设置已经保存。",
        "guide" => "公开指南和制度已经保存。",
        "granted" => "角色已经修改。",
        "enabled" => "账号已经启用。",
        "disabled" => "账号已经停用，所有登录都已结束。",
        "webhook_removed" => "推送地址已经删除，不再往那里发送。",
        "webhook_again" => "已经排到最前，几秒后发送。刷新本页看结果。",
        _ => "",
    }
}
