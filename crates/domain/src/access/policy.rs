//! The one function that decides.

use super::{Actor, Person, Role};
use crate::identity::AgencyId;
use crate::information::Stage;

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Read what is published, and the pages around it.
    ReadPublished,
    /// Rate a service, answer a questionnaire: anybody may, and nobody is asked who they are.
    Appraise,
    /// Open the desk: one's own tasks and the list of one's agency.
    OpenDesk,
    /// Register an item.
    Register,
    /// Read an item, its files, its review and its history.
    Read,
    /// Change an item that is in draft or was sent back.
    Revise,
    /// Send an item into review.
    Submit,
    /// Take a step of its review; whether it is this person's step the review itself says.
    Review,
    /// Let an item pass that the leak gate stopped, with a ground, as a second person.
    OverrideLeak,
    /// Post an approved item in a channel.
    Publish,
    /// Take an item back from the public.
    Withdraw,
    /// Begin a corrected version of an item that has been through review.
    Correct,
    /// Say that a withheld item was looked at again (art. 18).
    Reassess,
    /// Read the ledgers of one's agency.
    ReadLedgers,
    /// Write in them.
    KeepLedgers,
    /// Say that a recurring duty was done, or that it was not after all.
    KeepDuties,
    /// Complete the annual report of one's agency (art. 49): type what is not counted, write the text.
    CompleteReport,
    /// Lock its period and amend it afterwards, as the responsible leader.
    LockReport,
    /// Hand it in to the supervising office.
    SubmitReport,
    /// Hand published information over to archive and library (art. 25), and note receipts.
    HandOver,
    /// File a disclosure request with an agency: anybody may (art. 27).
    FileRequest,
    /// Read the disclosure requests of one's agency, the requester masked.
    ReadRequests,
    /// Register them, ask, search, draft, serve, archive.
    HandleRequests,
    /// Take a step in the approval of a reply; whether it is this person's step the round itself says.
    ReviewRequests,
    /// Agree to a longer time as head of the office (art. 33).
    ExtendRequests,
    /// Read who a requester is, with a ground, which is logged.
    RevealRequester,
    /// Read the lists and figures of the agencies under one's own.
    Supervise,
    /// File their annual reports or send them back, remind them, take in what came on paper (art. 47).
    JudgeReports,
    /// Write the published column as files for another site.
    Export,
    /// Set up agencies, channels, categories, chains and guides.
    ManageAgencies,
    /// Open and close accounts, give and take roles.
    ManageAccounts,
    /// Read the event log.
    ReadEvents,
    /// See and end one's own sessions, change one's own password and second factor.
    ManageOwnAccount,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 33] = [
        Self::ReadPublished,
        Self::Appraise,
        Self::OpenDesk,
        Self::Register,
        Self::Read,
        Self::Revise,
        Self::Submit,
        Self::Review,
        Self::OverrideLeak,
        Self::Publish,
        Self::Withdraw,
        Self::Correct,
        Self::Reassess,
        Self::ReadLedgers,
        Self::KeepLedgers,
        Self::KeepDuties,
        Self::CompleteReport,
        Self::LockReport,
        Self::SubmitReport,
        Self::HandOver,
        Self::FileRequest,
        Self::ReadRequests,
        Self::HandleRequests,
        Self::ReviewRequests,
        Self::ExtendRequests,
        Self::RevealRequester,
        Self::Supervise,
        Self::JudgeReports,
        Self::Export,
        Self::ManageAgencies,
        Self::ManageAccounts,
        Self::ReadEvents,
        Self::ManageOwnAccount,
    ];
}

/// What it is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object<'a> {
    /// The installation as a whole, or the actor's own account.
    Installation,
    /// An agency: itself first, then the bodies above it.
    Agency(&'a [AgencyId]),
    /// An item of information of an agency, at a stage.
    Information(&'a [AgencyId], Stage),
}

/// The answer no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("请先登录。")]
    SignIn,
    /// The thing is not the actor's to know of: answered as if it did not exist.
    #[error("这里没有您要找的内容。请检查网址，或者回到列表重新查找。")]
    Unknown,
    /// The actor knows of it and lacks the role.
    #[error("您的角色不能做这一步。请联系本单位安全管理员核对您的角色。")]
    Role,
    /// The actor is not where their roles may be used from.
    #[error(
        "您的角色不能从这个网络地址登录或者办事。请到单位内网再试，或者联系安全管理员核对登录地址。"
    )]
    Elsewhere,
    /// The role is right, the stage is not.
    #[error("这条信息目前的状态不能做这一步。请重新打开页面看最新状态。")]
    Stage,
}

/// Whether the actor may do this to that.
///
/// Deny is the rule: each permission is one line of `allowed_roles`, and roles count in their own
/// agency only, but for the supervisor, whose office stands above.
pub fn decide(actor: &Actor, action: Action, object: Object<'_>) -> Result<(), Refusal> {
    let public = matches!(action, Action::Appraise | Action::FileRequest);
    let public = public && matches!(object, Object::Agency(_));
    if action == Action::ReadPublished || public || *actor == Actor::Program {
        return Ok(());
    }
    let person = actor.person().ok_or(Refusal::SignIn)?;
    match object {
        Object::Installation => in_installation(person, action),
        Object::Agency(lineage) => in_agency(person, action, lineage),
        Object::Information(lineage, stage) => on_information(person, action, lineage, stage),
    }
}

/// The roles that carry an action.
fn allowed_roles(action: Action) -> &'static [Role] {
    use Role::{
        Approver, Archivist, AuditAdministrator, Auditor, Clerk, Reviewer, SecrecyOfficer,
        SecurityAdministrator, Supervisor, SystemAdministrator,
    };
    match action {
        Action::ReadPublished
        | Action::Appraise
        | Action::FileRequest
        | Action::ManageOwnAccount => &Role::ALL,
        Action::OpenDesk | Action::Read | Action::ReadLedgers => &[
            Clerk,
            Reviewer,
            SecrecyOfficer,
            Approver,
            Archivist,
            Auditor,
        ],
        Action::Register
        | Action::Revise
        | Action::Submit
        | Action::Publish
        | Action::Correct
        | Action::Reassess
        | Action::KeepLedgers
        | Action::KeepDuties
        | Action::CompleteReport
        | Action::HandleRequests => &[Clerk],
        Action::Review | Action::ReviewRequests => &[Clerk, Reviewer, SecrecyOfficer, Approver],
        Action::ReadRequests => &[Clerk, Reviewer, SecrecyOfficer, Approver, Archivist],
        Action::ExtendRequests | Action::LockReport => &[Approver],
        Action::OverrideLeak => &[SecrecyOfficer, Approver],
        Action::Withdraw | Action::RevealRequester | Action::SubmitReport => &[Clerk, Approver],
        Action::HandOver => &[Clerk, Archivist],
        Action::Supervise | Action::JudgeReports => &[Supervisor],
        Action::Export => &[Clerk, Archivist, SystemAdministrator],
        Action::ManageAgencies => &[SystemAdministrator],
        Action::ManageAccounts => &[SecurityAdministrator],
        Action::ReadEvents => &[Auditor, AuditAdministrator],
    }
}

fn in_installation(person: &Person, action: Action) -> Result<(), Refusal> {
    let roles = allowed_roles(action);
    let holds = roles.iter().any(|&role| person.is_anywhere(role));
    if action == Action::ManageOwnAccount || holds {
        Ok(())
    } else {
        Err(Refusal::Role)
    }
}

fn in_agency(person: &Person, action: Action, lineage: &[AgencyId]) -> Result<(), Refusal> {
    let holds = |role: &Role| match role {
        // Offices that stand above, and administrators of a body for what stands under it.
        Role::Supervisor
        | Role::SystemAdministrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => lineage.iter().any(|above| person.is(*role, above)),
        Role::Clerk
        | Role::Reviewer
        | Role::Approver
        | Role::SecrecyOfficer
        | Role::Archivist
        | Role::Auditor => lineage.first().is_some_and(|own| person.is(*role, own)),
    };
    if allowed_roles(action).iter().any(holds) {
        Ok(())
    } else if lineage.first().is_some_and(|own| belongs(person, own)) {
        Err(Refusal::Role)
    } else {
        Err(Refusal::Unknown)
    }
}

fn on_information(
    person: &Person,
    action: Action,
    lineage: &[AgencyId],
    stage: Stage,
) -> Result<(), Refusal> {
    let handles = lineage.first().is_some_and(|own| {
        let here = person.grants.iter().filter(|grant| grant.agency == *own);
        here.into_iter()
            .any(|grant| grant.role.handles_information())
    });
    if !handles {
        return Err(Refusal::Unknown);
    }
    in_agency(person, action, lineage)?;
    if stage.allows(action) {
        Ok(())
    } else {
        Err(Refusal::Stage)
    }
}

fn belongs(person: &Person, agency: &AgencyId) -> bool {
    person.grants.iter().any(|grant| grant.agency == *agency)
}

#[cfg(test)]
mod tests {
    use super::super::Grant;
    use super::*;
    use crate::identity::AccountId;

    fn person(role: Role, agency: u128) -> Actor {
        Actor::Person(Person {
            account: AccountId::from_random(1),
            name: "甲".to_owned(),
            grants: vec![Grant {
                role,
                agency: AgencyId::from_random(agency),
            }],
        })
    }

    fn lineage(ids: &[u128]) -> Vec<AgencyId> {
        ids.iter().map(|&id| AgencyId::from_random(id)).collect()
    }

    #[test]
    fn nobody_outside_an_agency_learns_that_its_drafts_exist() {
        let at = lineage(&[7, 1]);
        let draft = Object::Information(&at, Stage::Draft);
        for action in Action::ALL {
            let allowed = action == Action::ReadPublished;
            for role in Role::ALL {
                let elsewhere = decide(&person(role, 8), action, draft);
                assert_eq!(elsewhere.is_ok(), allowed, "{role:?} {action:?}");
                assert!(allowed || elsewhere == Err(Refusal::Unknown));
                let above = decide(&person(role, 1), action, draft);
                assert_eq!(above.is_ok(), allowed, "{role:?} above, {action:?}");
            }
            assert_eq!(decide(&Actor::Public, action, draft).is_ok(), allowed);
        }
    }

    #[test]
    fn no_administrator_reads_information_of_their_own_agency() {
        let at = lineage(&[7]);
        for stage in Stage::ALL {
            for role in Role::ALL.into_iter().filter(|role| role.is_administrator()) {
                let answer = decide(
                    &person(role, 7),
                    Action::Read,
                    Object::Information(&at, stage),
                );
                assert_eq!(answer, Err(Refusal::Unknown));
            }
        }
    }

    #[test]
    fn a_supervisor_sees_the_offices_below_and_not_those_beside() {
        let below = lineage(&[7, 1]);
        let supervise = |actor: &Actor| decide(actor, Action::Supervise, Object::Agency(&below));
        assert_eq!(supervise(&person(Role::Supervisor, 1)), Ok(()));
        assert_eq!(
            supervise(&person(Role::Supervisor, 2)),
            Err(Refusal::Unknown)
        );
        assert_eq!(supervise(&person(Role::Clerk, 1)), Err(Refusal::Unknown));
    }

    #[test]
    fn duties_are_kept_by_the_clerk_of_the_agency_and_nobody_else() {
        let at = lineage(&[7, 1]);
        for role in Role::ALL {
            let own = decide(&person(role, 7), Action::KeepDuties, Object::Agency(&at));
            assert_eq!(own.is_ok(), role == Role::Clerk, "{role:?}");
            let elsewhere = decide(&person(role, 8), Action::KeepDuties, Object::Agency(&at));
            assert_eq!(elsewhere, Err(Refusal::Unknown), "{role:?}");
        }
    }

    #[test]
    fn clerk_and_archivist_hand_over_for_their_own_agency_and_nobody_else_does() {
        let at = lineage(&[7, 1]);
        let hand_over = |actor: &Actor| decide(actor, Action::HandOver, Object::Agency(&at));
        for role in Role::ALL {
            let does = matches!(role, Role::Clerk | Role::Archivist);
            assert_eq!(hand_over(&person(role, 7)).is_ok(), does, "{role:?}");
            assert!(hand_over(&person(role, 1)).is_err(), "{role:?} above");
        }
    }

    #[test]
    fn anybody_appraises_an_agency_and_nobody_an_item() {
        let at = lineage(&[7]);
        let appraise = |actor: &Actor, object| decide(actor, Action::Appraise, object);
        assert_eq!(appraise(&Actor::Public, Object::Agency(&at)), Ok(()));
        assert_eq!(
            appraise(&person(Role::Clerk, 8), Object::Agency(&at)),
            Ok(())
        );
        let item = Object::Information(&at, Stage::Published);
        assert_eq!(appraise(&Actor::Public, item), Err(Refusal::SignIn));
    }

    #[test]
    fn what_is_in_review_is_changed_by_nobody() {
        let at = lineage(&[7]);
        for role in Role::ALL {
            let object = Object::Information(&at, Stage::InReview);
            assert!(
                decide(&person(role, 7), Action::Revise, object).is_err(),
                "{role:?}"
            );
        }
    }
}
