// Pictures of the main pages, to be looked at by people. Only with SCREENSHOTS=1.

import { mkdirSync } from 'node:fs';
import { as } from './people.mjs';
import { check } from './checks.mjs';

const FOLDER = new URL('./screenshots/', import.meta.url).pathname;
const WIDTHS = [390, 1366];

/** Name, who, where; a function finds its page from the links. */
const PAGES = [
  ['column-all', '', '/'],
  ['column-home', '', '/xiangzhi'],
  ['column-content', '', '/xiangzhi/content'],
  ['column-search', '', '/xiangzhi/search?q=%E5%BA%94%E6%80%A5'],
  ['column-search-none', '', '/xiangzhi/search?q=%E7%81%AB%E7%AE%AD'],
  ['column-item', '', (page) => linked(page, '/xiangzhi/content', 'main a[href*="/item/"]')],
  ['column-guide', '', '/xiangzhi/guide'],
  ['column-requests', '', '/xiangzhi/requests'],
  ['column-missing', '', '/xiangzhi/nothing'],
  ['column-care', '', '/xiangzhi?care=1'],
  ['column-contrast', '', '/xiangzhi/content?contrast=1'],
  ['login', '', '/login'],
  ['desk-clerk', 'xiangzhi.clerk', '/desk'],
  ['handover', 'xiangzhi.clerk', '/desk/handover'],
  ['handover-batch', 'xiangzhi.clerk', (page) => linked(page, '/desk/handover', 'main table a')],
  ['handover-setting', 'system', async (page) => {
    await page.goto('/admin/agencies');
    await page.locator('main a', { hasText: '祥芝' }).first().click();
    await page.click('a[href$="/handover"]');
  }],
  ['requests', 'xiangzhi.clerk', '/desk/requests'],
  ['requests-new', 'xiangzhi.clerk', '/desk/requests/new'],
  ['requests-folder', 'beibaixiang.clerk', (page) => linked(page, '/desk/requests?stage=awaiting_opinion', 'main tbody .title a')],
  ['requests-in-hand', 'xiangzhi.clerk', (page) => linked(page, '/desk/requests?stage=in_hand', 'main tbody tr:last-child .title a')],
  ['requests-receipt', 'xiangzhi.clerk', async (page) => {
    await linked(page, '/desk/requests?stage=in_review', 'main tbody .title a');
    await page.click('a[href$="/receipt"]');
  }],
  ['requests-act', 'xiangzhi.clerk', async (page) => {
    await linked(page, '/desk/requests?stage=in_hand', 'main tbody .title a');
    await page.click('a[href$="/act/consult"]');
  }],
  ['requests-choose', 'xiangzhi.clerk', async (page) => {
    await linked(page, '/desk/requests?stage=in_hand', 'main tbody .title a');
    await page.click('main a[href$="/reply"]');
  }],
  ['requests-draft', 'xiangzhi.clerk', async (page) => {
    await linked(page, '/desk/requests?stage=in_hand', 'main tbody .title a');
    await page.goto(`${new URL(page.url()).pathname}/reply?outcome=not-existing`);
  }],
  ['requests-review', 'xiangzhi.reviewer', async (page) => {
    await linked(page, '/desk/requests?stage=in_review', 'main tbody .title a');
    await page.click('main a[href$="/review"]');
  }],
  ['requests-setting', 'system', async (page) => {
    await page.goto('/admin/agencies');
    await page.locator('main a', { hasText: '祥芝' }).first().click();
    await page.click('a[href$="/requests"]');
  }],
  ['desk-reviewer', 'xiangzhi.reviewer', '/desk'],
  ['register-file', 'xiangzhi.clerk', '/desk/information/new'],
  ['register-form', 'xiangzhi.clerk', '/desk/information/new?form=1'],
  ['register-refused', 'xiangzhi.clerk', async (page) => {
    await page.goto('/desk/information/new?form=1');
    await page.click('button[value=check]');
  }],
  ['list', 'xiangzhi.clerk', '/desk/information'],
  ['item-published', 'xiangzhi.clerk', (page) => linked(page, '/desk/information?stage=published', 'main .title a')],
  ['check', 'xiangzhi.clerk', (page) => task(page, '/check')],
  ['publish', 'xiangzhi.clerk', (page) => task(page, '/publish')],
  ['review', 'xiangzhi.reviewer', (page) => task(page, '/review')],
  ['form', 'xiangzhi.clerk', async (page) => {
    await linked(page, '/desk/information?stage=published', 'main .title a');
    await page.goto(`${new URL(page.url()).pathname}/form`);
  }],
  ['duties', 'haibin.clerk', '/desk/duties'],
  ['duty', 'haibin.clerk', '/desk/duties/quarterly-return?agency=haibin&period=2026-Q3'],
  ['returns', 'haibin.clerk', '/desk/returns?agency=haibin'],
  ['return', 'haibin.clerk', '/desk/returns/2026-Q3?agency=haibin'],
  ['return-handed-in', 'haibin.clerk', '/desk/returns/2020-Q4?agency=haibin'],
  ['return-behind', 'haibin.clerk', '/desk/returns/2020-Q4/behind/published?agency=haibin'],
  ['return-sum', 'supervisor', '/desk/supervision/returns?quarter=2026-Q2'],
  ['freshness', 'haibin.clerk', '/desk/freshness'],
  ['pictures', 'xiangzhi.clerk', '/desk/pictures?year=2020'],
  ['pictures-requests', 'beibaixiang.clerk', '/desk/pictures?year=2020'],
  ['pictures-below', 'supervisor', '/desk/pictures/below?year=2020'],
  ['column-figures', '', '/xiangzhi/figures'],
  ['column-figures-reports', '', '/beibaixiang/figures?year=2021'],
  ['supervision', 'supervisor', '/desk/supervision'],
  ['report-grid', 'supervisor', '/desk/supervision/reports?year=2025'],
  ['report-handed', 'supervisor', '/desk/supervision/reports/2025/wucheng'],
  ['report-sum', 'supervisor', '/desk/supervision/sum?year=2020'],
  ['report-checks', 'supervisor', '/desk/supervision/checks?year=2025'],
  ['agencies', 'system', '/admin/agencies'],
  ['agency', 'system', (page) => linked(page, '/admin/agencies', 'main .title a >> nth=1')],
  ['agency-settings', 'system', (page) => linked(page, null, 'main a[href$="/settings"]', '/admin/agencies')],
  ['agency-review', 'system', (page) => linked(page, null, 'main a[href$="/review"]', '/admin/agencies')],
  ['agency-guide', 'system', (page) => linked(page, null, 'main a[href$="/guide"]', '/admin/agencies')],
  ['accounts', 'security', '/admin/accounts'],
  ['account', 'security', (page) => linked(page, '/admin/accounts', 'main .title a')],
  ['events', 'audit', '/admin/events'],
  ['own-account', 'xiangzhi.clerk', '/account'],
  ['second-factor', 'xiangzhi.clerk', '/account/second-factor'],
];

async function linked(page, from, selector, through) {
  if (through) await linked(page, through, 'main .title a >> nth=1');
  else await page.goto(from);
  await page.goto(await page.locator(selector).first().getAttribute('href'));
}

async function task(page, act) {
  await linked(page, '/desk', `.task-act a[href$="${act}"]`);
}

/** Takes the pictures. */
export async function screenshots(demo, browser) {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, login, where] of PAGES) {
    await check(`a picture of ${name}`, () => as(demo, browser, login, async (page) => {
      if (typeof where === 'string') await page.goto(where);
      else await where(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${FOLDER}${name}-${width}.png`, fullPage: true });
      }
    }));
  }
}
