//! Rules of compilation.

use super::*;
