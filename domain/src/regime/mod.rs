//! The federal regime by date: which regulation governs, and every figure of it that changed on a day.
//!
//! All of it is effective-dated data in one place. A rule asks for the figure that stands on its own day (an award's
//! date, an action's, a cost's) and never compares dates itself. What a notice of funding may set differently belongs to
//! a programme's rule set, not here.

mod cash;
mod closeout;
mod costs;
mod dated;
mod fiscal;
mod regulation;
mod sub_awards;

pub use cash::*;
pub use closeout::*;
pub use costs::*;
pub use dated::*;
pub use fiscal::*;
pub use regulation::*;
pub use sub_awards::*;
