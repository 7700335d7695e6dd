//! Children for as many threads as ask at once: started when needed, kept for the next document,
//! replaced when they die, ended when nobody has asked for a while.

use crate::frame::LARGEST_DOCUMENT;
use crate::process::{Death, Process, Program, Watched, held};
use gongkai_reader::{Apart, Document, SourceError};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How often somebody looks at the clock while there are children.
const TICK: Duration = Duration::from_millis(100);
/// How long a child may wait for the next document.
const IDLE: Duration = Duration::from_mins(1);

/// Takes documents apart in children with limits. A document that a child dies of is refused; the
/// others, before, beside and after it, are read.
#[derive(Debug)]
pub struct Workers {
    pool: Arc<Pool>,
}

impl Workers {
    /// Children that run this program, as many at once as there are processors.
    pub fn new(program: Program) -> Self {
        let most = thread::available_parallelism()
            .map_or(2, NonZero::get)
            .max(2);
        Self::at_most(most, program)
    }

    /// The same, with this many children at most; who asks while all work waits.
    pub fn at_most(most: usize, program: Program) -> Self {
        let pool = Pool {
            program,
            most: most.max(1),
            state: Mutex::default(),
            freed: Condvar::new(),
        };
        Self {
            pool: Arc::new(pool),
        }
    }
}

impl Apart for Workers {
    fn document(&self, bytes: &[u8], name: &str) -> Result<Document<'static>, SourceError> {
        if bytes.len() > LARGEST_DOCUMENT {
            return Err(SourceError::TooLarge {
                what: "文件字节数".into(),
                limit: u64::try_from(LARGEST_DOCUMENT).unwrap_or(u64::MAX),
            });
        }
        let came = Pool::take(&self.pool).and_then(|slot| slot.ask(bytes, name));
        came.unwrap_or_else(|death| Err(death.stopped()))
    }
}

/// What the threads share.
#[derive(Debug)]
struct Pool {
    program: Program,
    most: usize,
    state: Mutex<State>,
    /// A child is idle, or there may be one more.
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Those that wait for a document; the last to finish is the first to go on.
    idle: Vec<Process>,
    /// How many there are or are being started.
    alive: usize,
    watched: Vec<Arc<Watched>>,
    is_watching: bool,
}

impl Pool {
    /// A child, or room for one. Waits while all work.
    fn take(pool: &Arc<Self>) -> Result<Slot, Death> {
        let mut state = held(&pool.state);
        loop {
            let process = state.idle.pop();
            if process.is_none() && state.alive >= pool.most {
                let waited = pool.freed.wait(state);
                state = waited.unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            if process.is_none() {
                state.alive += 1;
            }
            drop(state);
            let mut slot = Slot {
                pool: Arc::clone(pool),
                process,
            };
            if slot.process.is_none() {
                slot.start()?;
            }
            return Ok(slot);
        }
    }

    /// Has the clock looked at from now on, for this child too.
    fn watch(pool: &Arc<Self>, watched: &Arc<Watched>) {
        let mut state = held(&pool.state);
        state.watched.push(Arc::clone(watched));
        if state.is_watching {
            return;
        }
        let looking = Arc::downgrade(pool);
        let look = move || {
            while let Some(pool) = looking.upgrade() {
                if !pool.look() {
                    return;
                }
                drop(pool);
                thread::sleep(TICK);
            }
        };
        let name = String::from("gongkai-watch");
        state.is_watching = thread::Builder::new().name(name).spawn(look).is_ok();
    }

    /// Ends children that are late, and those that nobody needs. Whether any is left.
    fn look(&self) -> bool {
        let now = Instant::now();
        let mut state = held(&self.state);
        for watched in &state.watched {
            watched.look(now);
        }
        let unneeded = |process: &mut Process| now.duration_since(process.idle_since) > IDLE;
        let ended: Vec<Process> = state.idle.extract_if(.., unneeded).collect();
        state.alive = state.alive.saturating_sub(ended.len());
        state
            .watched
            .retain(|watched| Arc::strong_count(watched) > 1);
        state.is_watching = state.alive > 0;
        let is_watching = state.is_watching;
        drop(state);
        drop(ended);
        is_watching
    }
}

/// A place among the children, with one in it; given back when dropped.
#[derive(Debug)]
struct Slot {
    pool: Arc<Pool>,
    process: Option<Process>,
}

impl Slot {
    fn start(&mut self) -> Result<&mut Process, Death> {
        self.process = None;
        let pool = &self.pool;
        let process = Process::start(&pool.program, |watched| Pool::watch(pool, watched))?;
        Ok(self.process.insert(process))
    }

    /// What comes of a document. One that a child died of is tried once more in a fresh child: it
    /// may have died of something else, or of all that came before. Patience is lost only once.
    fn ask(
        mut self,
        bytes: &[u8],
        name: &str,
    ) -> Result<Result<Document<'static>, SourceError>, Death> {
        let process = match &mut self.process {
            Some(process) => process,
            None => self.start()?,
        };
        let came = match process.ask(bytes, name) {
            Err(Death::Memory | Death::Crash) => self.start()?.ask(bytes, name),
            came => came,
        };
        let worn = |process: &Process| came.is_err() || process.is_worn();
        if self.process.as_ref().is_some_and(worn) {
            self.process = None;
        }
        came
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut state = held(&self.pool.state);
        match self.process.take() {
            Some(process) => state.idle.push(process),
            None => state.alive = state.alive.saturating_sub(1),
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}
