//! Signing in, one's own account, and administration.

use super::Policy::Anybody;
use crate::pages;

routes! {
    get "/healthz" Anybody => pages::health::alive;
}
