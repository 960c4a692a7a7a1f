//! Names of files, folders and patterns to articles.

use std::fs::{self, DirEntry};
use std::io::{self, IsTerminal};
use std::iter;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use glob::MatchOptions;

use super::failure::Failure;
use super::read::{Article, Articles, InputFormat, ReadOptions, failed, read_file, read_stream};

/// The articles of files, of all files in folders, and of all files that patterns such as `2024/**/*.jsonl` match, in that
/// order; `-` is standard input. Articles and failures are numbered in order.
///
/// In a folder, files whose names begin with a dot are passed over, and so are those whose endings tell no format unless
/// [`ReadOptions::format`] does. A text's identifier is the name of its file, in a folder the way there from the folder, for a
/// pattern from the last folder before any wildcard.
#[must_use]
pub fn read_paths(paths: Vec<PathBuf>, options: &Arc<ReadOptions>) -> Articles {
    let reading = Arc::clone(options);
    let each = files(paths, options).flat_map(move |found| match found {
        Ok(file) if is_stdin(&file.path) => read_stream(io::stdin(), "standard input", &reading),
        Ok(file) => read_file(&file.path, file.id(), &reading),
        Err(failure) => failed(failure),
    });
    Box::new((0..).zip(each).map(|(index, article)| match article {
        Ok(article) => Ok(Article { index, ..article }),
        Err(failure) => Err(Failure { index, ..failure }),
    }))
}

/// Bytes of all files under `paths` as they lie on the disk; `None` where standard input is among them.
#[must_use]
pub fn size_of_paths(paths: Vec<PathBuf>, options: &Arc<ReadOptions>) -> Option<u64> {
    let size = |found: Result<Found, Failure>| match found {
        Ok(file) if is_stdin(&file.path) => None,
        Ok(file) => Some(fs::metadata(&file.path).map_or(0, |data| data.len())),
        Err(_) => Some(0),
    };
    files(paths, options).map(size).sum()
}

/// Whether somebody would have to type the articles.
#[must_use]
pub fn is_typed(paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| is_stdin(path)) && io::stdin().is_terminal()
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A file and the folder that it was found in.
struct Found {
    path: PathBuf,
    folder: Option<Arc<Path>>,
}

impl Found {
    fn id(&self) -> Option<String> {
        let folder = self.folder.as_deref().or_else(|| self.path.parent());
        let id = folder.and_then(|folder| self.path.strip_prefix(folder).ok());
        id.map(|id| id.to_string_lossy().into_owned())
    }
}

type Files = Box<dyn Iterator<Item = Result<Found, Failure>> + Send>;

fn files(paths: Vec<PathBuf>, options: &ReadOptions) -> Files {
    let any = options.format.is_some();
    Box::new(paths.into_iter().flat_map(move |path| files_of(path, any)))
}

fn files_of(path: PathBuf, any: bool) -> Files {
    if path.is_dir() {
        let folder = Arc::from(path.as_path());
        return Box::new(walk(path, any).map(move |path| Ok(Found { path: path?, folder: Some(Arc::clone(&folder)) })));
    }
    let pattern = path.to_string_lossy();
    if is_pattern(&pattern) && !path.exists() {
        return matches(&pattern);
    }
    Box::new(iter::once(Ok(Found { path, folder: None })))
}

fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?', '['])
}

fn matches(pattern: &str) -> Files {
    let fixed = |name: &Component<'_>| !is_pattern(&name.as_os_str().to_string_lossy());
    let folder: Arc<Path> = Path::new(pattern).components().take_while(fixed).collect::<PathBuf>().into();
    let refused = |reason: String| -> Files { Box::new(iter::once(Err(Failure::new(pattern, reason)))) };
    let visible = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
    match glob::glob_with(pattern, visible) {
        Err(error) => refused(error.to_string()),
        Ok(paths) => {
            let mut paths = paths.filter(|path| path.as_ref().map_or(true, |path| !path.is_dir())).peekable();
            if paths.peek().is_none() {
                return refused("no file matches".to_owned());
            }
            Box::new(paths.map(move |path| match path {
                Ok(path) => Ok(Found { path, folder: Some(Arc::clone(&folder)) }),
                Err(error) => Err(Failure::new(error.path().display().to_string(), error.error().to_string())),
            }))
        }
    }
}

/// The files under a folder, by name, a folder where its name stands.
fn walk(folder: PathBuf, any: bool) -> Box<dyn Iterator<Item = Result<PathBuf, Failure>> + Send> {
    let entries = match entries(&folder) {
        Ok(entries) => entries,
        Err(error) => return Box::new(iter::once(Err(Failure::new(folder.display().to_string(), error.to_string())))),
    };
    let is_article = move |path: &Path| any || InputFormat::of(path).is_some();
    Box::new(entries.into_iter().flat_map(move |path| -> Box<dyn Iterator<Item = _> + Send> {
        // A link to a folder may lead in circles.
        if path.is_dir() && !path.is_symlink() {
            walk(path, any)
        } else {
            Box::new(is_article(&path).then_some(Ok(path)).into_iter())
        }
    }))
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let visible = |entry: &DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
    let mut paths: Vec<PathBuf> = entries.iter().filter(|entry| visible(entry)).map(DirEntry::path).collect();
    paths.sort();
    Ok(paths)
}
