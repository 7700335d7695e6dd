// Every kind of page that a role can reach by links: axe finds nothing, nothing overflows, the browser
// reports no violation of the policy and no error.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Widths at which every kind of page is looked at. */
const WIDTHS = [320, 390, 768, 1366];

/** The kind of a page: its path without identities, numbers and queries. */
export function kindOf(url) {
  const path = new URL(url).pathname;
  return path.replace(/[0-9a-f]{64}/g, '{digest}').replace(/[0-9a-f]{32}/g, '{id}')
    .replace(/^(\/desk\/ledgers)\/[a-z_]+/, '$1/{key}').replace(/^(\/desk\/duties)\/[a-z-]+/, '$1/{duty}').replace(/\/act\/[a-z-]+/, '/act/{act}')
    .replace(/^(\/desk\/reports)\/[0-9]{4}/, '$1/{year}').replace(/^(\/desk\/returns)\/[0-9]{4}-Q[1-4]/, '$1/{quarter}').replace(/(\/behind|\/text)\/[a-z._]+/, '$1/{indicator}')
    .replace(/\/(xiangzhi|wucheng|haibin|sizhang|beibaixiang|county)(?=\/|$)/, '/{agency}');
}

/** Follows links from the start pages, one page of each kind, and visits each. */
export async function crawl(page, starts, visit, most = 60) {
  const seen = new Set();
  const queue = [...starts];
  while (queue.length && seen.size < most) {
    const url = queue.shift();
    const kind = kindOf(url);
    if (seen.has(kind)) continue;
    const response = await page.goto(url);
    seen.add(kind);
    if (!(response.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    if (response.status() >= 400) throw new Error(`${url} answered ${response.status()}`);
    const links = await page.$$eval('a[href]:not([download])', (all) => all.map((a) => a.href));
    const origin = new URL(url).origin;
    const own = links.filter((link) => link.startsWith(origin) && !/\.(xml|json|txt|csv)$|\/file\/|\/workbook$/.test(new URL(link).pathname));
    queue.push(...own.map((link) => link.split('#')[0]));
    await visit(kind, url);
  }
  return seen;
}

/** Notes what the browser reports as an error: violations of the policy are among them. */
export function listen(page, note) {
  page.on('console', (message) => {
    // A page that answers 404 or 422 is reported too: only what a page asks for besides must be there.
    const itself = message.text().includes('Failed to load resource') && !message.location().url.includes('/assets/');
    if (message.type() === 'error' && !itself) note(`console: ${message.text()}`);
  });
}

/** What is wrong with a page at all widths. `brief` looks with axe on a phone only; `stay` looks at the
 * page as it stands, for what only a posted form shows. */
export async function problems(page, url, { allowStatus = 200, brief = false, stay = false } = {}) {
  const found = [];
  const note = (text) => found.push(`${kindOf(url)}: ${text}`);
  await page.setViewportSize({ width: WIDTHS[0], height: 900 });
  if (!stay) {
    const response = await page.goto(url);
    if (allowStatus !== 'any' && response.status() !== allowStatus) note(`status ${response.status()}`);
  }
  const headings = await page.$$eval('h1', (all) => all.length);
  if (headings !== 1) note(`${headings} headings of the first rank`);
  const lang = await page.getAttribute('html', 'lang');
  if (lang !== 'zh-CN') note(`lang is ${lang}`);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) note(`${over} px too wide at ${width}`);
    if (!brief || width === WIDTHS[0]) await runAxe(page, width, note);
  }
  return found;
}

async function runAxe(page, width, note) {
  // The policy of the server forbids added scripts: the debugger is not bound by it.
  await page.evaluate(`window.axe || (() => {${axe}})()`);
  const violations = await page.evaluate(async (tags) => {
    const result = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return result.violations.map(({ id, help, nodes }) => ({ id, help, html: nodes[0].html.slice(0, 160) }));
  }, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  for (const { id, help, html } of violations) note(`axe at ${width}: ${id}: ${help}: ${html}`);
}
