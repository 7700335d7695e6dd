//! One agency's column as files.

use super::ExportError;
use super::folder::{Draft, Folder};
use crate::pages::column::content::{self, Filters};
use crate::pages::column::links::file_of;
use crate::pages::column::texts::{self, Entry};
use crate::pages::column::{
    Holdings, View, appraisal, catalogue, feeds, figures, home, item, links, record, reports,
    request,
};
use crate::site::Site;
use gongkai_domain::identity::InformationId;
use gongkai_office::{PublicItem, PublicView, china, today};
use serde::Serialize;

/// Items read at a time.
const AT_A_TIME: u64 = 100;

/// A line of `index.json`.
#[derive(Serialize)]
struct Indexed<'i> {
    id: &'i str,
    index_number: &'i str,
    title: &'i str,
    published_on: String,
    changed_at: String,
    page: String,
    json: String,
}

/// Writes the column, and its addresses into the site map; gives the number of items.
pub(super) async fn write(
    site: &Site,
    folder: &mut Folder,
    map: &mut Draft,
    slug: &str,
) -> Result<u64, ExportError> {
    let holdings = site.office.holdings(slug).await?;
    pages(site, folder, &holdings).await?;
    for page in feeds::own_pages(&holdings.agency) {
        map.write(&feeds::place(&mapped(site, &page), ""))?;
    }
    lists(site, folder, &holdings).await?;
    let items = items(site, folder, map, &holdings).await?;
    tombstones(site, folder, &holdings).await?;
    Ok(items)
}

/// An address in the site map, which stands beside the column's folders.
fn mapped(site: &Site, served: &str) -> String {
    View::file(site, "/sitemap.xml").whole(served)
}

async fn pages(site: &Site, folder: &mut Folder, holdings: &Holdings) -> Result<(), ExportError> {
    let slug = holdings.slug();
    let address = links::home(slug);
    let page = home::render(site, holdings, &View::file(site, &address)).await?;
    folder.put(&file_of(&address), page.as_bytes())?;
    for entry in Entry::ALL {
        let address = links::page(slug, entry.path());
        let page = texts::render(holdings, &View::file(site, &address), entry)?;
        folder.put(&file_of(&address), page.as_bytes())?;
    }
    annual_reports(site, folder, holdings).await?;
    let address = links::page(slug, "requests");
    let page = request::start::render(site, holdings, &View::file(site, &address), None).await?;
    folder.put(&file_of(&address), page.as_bytes())?;
    pictures(site, folder, holdings).await?;
    entries(site, folder, holdings).await?;
    let address = links::page(slug, "appraisal");
    let page = appraisal::render(site, holdings, &View::file(site, &address)).await?;
    folder.put(&file_of(&address), page.as_bytes())?;
    let address = links::page(slug, "feed.xml");
    let feed = feeds::rss(site, holdings, &View::file(site, &address)).await?;
    folder.put(&file_of(&address), feed.as_bytes())
}

/// The annual reports, and the list of them.
async fn annual_reports(
    site: &Site,
    folder: &mut Folder,
    holdings: &Holdings,
) -> Result<(), ExportError> {
    let slug = holdings.slug();
    let address = links::page(slug, "reports");
    let page = reports::render(site, holdings, &View::file(site, &address)).await?;
    folder.put(&file_of(&address), page.as_bytes())?;
    for published in reports::published(site, holdings).await? {
        let address = reports::address(slug, published.year);
        let view = View::file(site, &address);
        let page = Box::pin(reports::render_one(site, holdings, &view, &published));
        folder.put(&file_of(&address), page.await?.as_bytes())?;
    }
    Ok(())
}

/// The pictures of each year, and their tables.
async fn pictures(
    site: &Site,
    folder: &mut Folder,
    holdings: &Holdings,
) -> Result<(), ExportError> {
    let slug = holdings.slug();
    let first = View::file(site, &links::page(slug, "figures"));
    for year in figures::years(site, holdings, &first).await? {
        let address = figures::address(slug, year);
        let view = View::file(site, &address);
        let page = figures::render(site, holdings, &view, year).await?;
        folder.put(&file_of(&address), page.as_bytes())?;
        for picture in figures::pictures(site, holdings, &view, year).await? {
            let address = figures::table_address(slug, picture.name, year);
            folder.put(&file_of(&address), picture.table.csv().as_bytes())?;
        }
    }
    Ok(())
}

/// The catalogue, its fields, and each entry with what is published under it.
async fn entries(site: &Site, folder: &mut Folder, holdings: &Holdings) -> Result<(), ExportError> {
    let slug = holdings.slug();
    let first = View::file(site, &catalogue::address(slug, 0, 1));
    let fields = catalogue::fields(site, holdings, &first).await?;
    for field in 0..=fields.len() {
        let mut page = 1;
        loop {
            let address = catalogue::address(slug, field, page);
            let view = View::file(site, &address);
            let (text, pages) = catalogue::render(holdings, &view, &fields, (field, page))?;
            folder.put(&file_of(&address), text.as_bytes())?;
            if page >= pages {
                break;
            }
            page += 1;
        }
    }
    for entry in fields.iter().flat_map(|field| &field.entries) {
        let mut page = 1;
        loop {
            let id = &entry.record.id;
            let address = catalogue::entry_address(slug, id, page);
            let view = View::file(site, &address);
            let rendered = catalogue::render_entry(site, holdings, &view, id, page);
            let (text, pages) = rendered.await?;
            folder.put(&file_of(&address), text.as_bytes())?;
            if page >= pages {
                break;
            }
            page += 1;
        }
    }
    Ok(())
}

/// Everything, each category, each topic, each year, each institution: all pages of each.
async fn lists(site: &Site, folder: &mut Folder, holdings: &Holdings) -> Result<(), ExportError> {
    let categories = holdings
        .categories
        .iter()
        .map(|category| Filters::of_category(&category.id));
    let topics = holdings
        .counts
        .by_topic
        .keys()
        .map(|topic| Filters::of_topic(*topic));
    let years = holdings
        .counts
        .by_year
        .keys()
        .map(|year| Filters::of_year(*year));
    let units = units(holdings);
    let all = std::iter::once(Filters::default());
    for filters in all
        .chain(categories)
        .chain(topics)
        .chain(years)
        .chain(units)
    {
        let mut page = 1;
        loop {
            let filters = filters.at(page);
            let address = filters.address(holdings.slug());
            let view = View::file(site, &address);
            let (text, pages) = content::render(site, holdings, &view, &filters).await?;
            folder.put(&file_of(&address), text.as_bytes())?;
            if page >= pages {
                break;
            }
            page += 1;
        }
    }
    Ok(())
}

/// The lists of those who publish on the column, where it is not the agency alone.
fn units(holdings: &Holdings) -> Vec<Filters> {
    if holdings.guests.is_empty() {
        return Vec::new();
    }
    let all = std::iter::once(&holdings.agency).chain(&holdings.guests);
    all.map(|unit| Filters::of_unit(&unit.slug)).collect()
}

async fn items(
    site: &Site,
    folder: &mut Folder,
    map: &mut Draft,
    holdings: &Holdings,
) -> Result<u64, ExportError> {
    let slug = holdings.slug();
    let mut index = folder.draft(&format!("{slug}/index.json"))?;
    let mut after: Option<InformationId> = None;
    let mut count = 0;
    loop {
        let agency = Some(&holdings.agency.id);
        let part = site
            .office
            .all_public(agency, after.as_ref(), AT_A_TIME)
            .await?;
        let Some(last) = part.last() else {
            break;
        };
        after = Some(last.id.clone());
        for one in part {
            index.write(if count == 0 { "[\n" } else { ",\n" })?;
            index.write(&indexed(slug, &one)?)?;
            let changed = today(one.published_at).to_string();
            let address = mapped(site, &links::item(slug, &one.id));
            map.write(&feeds::place(&address, &changed))?;
            let shown = site.office.public_view(one).await?;
            write_item(site, folder, holdings, &shown).await?;
            count += 1;
        }
    }
    index.write(if count == 0 { "[]\n" } else { "\n]\n" })?;
    folder.finish(index)?;
    Ok(count)
}

/// The line of an item; paths stand as seen from the list.
fn indexed(slug: &str, item: &PublicItem) -> Result<String, ExportError> {
    let address = links::item(slug, &item.id);
    let own = |address: &str| {
        let path = file_of(address);
        path.strip_prefix(&format!("{slug}/"))
            .unwrap_or(&path)
            .to_owned()
    };
    let line = Indexed {
        id: item.id.as_str(),
        index_number: &item.index_number,
        title: &item.facts.title,
        published_on: item.first_published_on.to_string(),
        changed_at: china(item.published_at).timestamp().to_string(),
        page: own(&address),
        json: own(&format!("{address}.json")),
    };
    Ok(serde_json::to_string(&line)?)
}

async fn write_item(
    site: &Site,
    folder: &mut Folder,
    holdings: &Holdings,
    shown: &PublicView,
) -> Result<(), ExportError> {
    let address = links::item(holdings.slug(), &shown.item.id);
    let view = View::file(site, &address);
    let page = item::render(holdings, &view, shown, false)?;
    folder.put(&file_of(&address), page.as_bytes())?;
    folder.put(
        &format!("{}.json", file_of_stem(&address)),
        &record::json(holdings, &view, shown),
    )?;
    let text = record::text(holdings, shown);
    folder.put(&format!("{}.txt", file_of_stem(&address)), text.as_bytes())?;
    for file in &shown.item.facts.attachments {
        let path = links::attachment(holdings.slug(), &shown.item.id, file);
        let path = format!("{}.{}", file_of(&path), file.kind);
        // The name is the digest of the bytes: what has it and the size is the file.
        if !folder.has(&path, file.size)? {
            let (_, bytes) = site
                .office
                .public_file(&shown.item.id, &file.digest)
                .await?;
            folder.put(&path, &bytes)?;
        }
    }
    Ok(())
}

fn file_of_stem(address: &str) -> &str {
    address.trim_start_matches('/')
}

/// The pages that withdrawn items leave behind.
async fn tombstones(
    site: &Site,
    folder: &mut Folder,
    holdings: &Holdings,
) -> Result<(), ExportError> {
    let mut after: Option<InformationId> = None;
    loop {
        let id = &holdings.agency.id;
        let part = site
            .office
            .tombstones(id, after.as_ref(), AT_A_TIME)
            .await?;
        let Some((last, _)) = part.last() else {
            return Ok(());
        };
        after = Some(last.clone());
        for (id, left) in &part {
            let address = links::item(holdings.slug(), id);
            let page = item::tombstone(holdings, &View::file(site, &address), left)?;
            folder.put(&file_of(&address), page.as_bytes())?;
        }
    }
}
