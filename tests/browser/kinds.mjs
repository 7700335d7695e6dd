// Part one: every kind of page that a role reaches by links, and pages of every state.

import { crawl, problems } from './pages.mjs';
import { as } from './people.mjs';
import { check, so } from './checks.mjs';

const ROLES = ['', 'xiangzhi.clerk', 'xiangzhi.reviewer', 'xiangzhi.approver', 'xiangzhi.secrecy-officer',
  'xiangzhi.archivist', 'xiangzhi.auditor', 'supervisor', 'system', 'security', 'audit'];

/** Where nobody's link leads: not found, and forms that were refused. */
const STRANGE = ['/nothing', '/xiangzhi/nothing', '/xiangzhi/item/00000000000000000000000000000000'];

/** The pages of all roles. A kind already looked at is looked at by axe on one width only. */
export async function everyKind(demo, browser) {
  const seen = new Set();
  for (const login of ROLES) {
    await check(`${login || 'anybody'}: every page reached by links is accessible and fits every screen`, () =>
      as(demo, browser, login, async (page) => {
        const start = login ? '/desk' : '/';
        const starts = login ? ['/desk', '/account'] : [start, '/xiangzhi', '/login'];
        const wrong = [];
        const kinds = await crawl(page, starts.map((path) => demo.address + path), async (kind, url) => {
          // Pages of one's own account and of the public are the same for all who are signed in.
          if (seen.has(kind) && !kind.startsWith('/desk')) return;
          wrong.push(...await problems(page, url, { stay: true, brief: seen.has(kind) }));
          seen.add(kind);
        });
        so(kinds.size >= 3, `only ${kinds.size} kinds of page were reached`);
        return wrong;
      }));
  }
}

/** Pages without content and pages that are not there. */
export async function emptyAndMissing(demo, browser) {
  await check('nothing found, nothing to do and no such page are accessible pages too', () =>
    as(demo, browser, '', async (page) => {
      const wrong = [];
      for (const path of STRANGE) wrong.push(...await problems(page, demo.address + path, { allowStatus: 404 }));
      for (const path of ['/xiangzhi/search?q=zzzz', '/search?q=zzzz', '/xiangzhi/search', '/xiangzhi/content?category=none']) {
        wrong.push(...await problems(page, demo.address + path, { allowStatus: 'any' }));
      }
      return wrong;
    }));
  await check('an empty register and a forbidden page are accessible pages too', () =>
    as(demo, browser, 'xiangzhi.clerk', async (page) => [
      ...await problems(page, `${demo.address}/desk/information?words=zzzz`),
      ...await problems(page, `${demo.address}/admin/accounts`, { allowStatus: 'any' }),
      ...await problems(page, `${demo.address}/desk/nothing`, { allowStatus: 404 }),
    ]));
}

/** Pages as people with other eyes set them. */
export async function looks(demo, browser) {
  for (const look of ['size=largest', 'contrast=1', 'care=1', 'care=1&size=largest']) {
    await check(`with ?${look} the pages stay accessible and fit every screen`, () =>
      as(demo, browser, 'xiangzhi.clerk', async (page) => {
        const wrong = [];
        for (const path of ['/', '/xiangzhi', '/xiangzhi/content', '/xiangzhi/search?q=%E5%85%AC%E5%BC%80', '/xiangzhi/guide', await anItem(page)]) {
          const mark = path.includes('?') ? '&' : '?';
          wrong.push(...await problems(page, demo.address + path + mark + look, { brief: true }));
        }
        // The setting is kept in a cookie: the console follows it.
        for (const path of ['/desk', '/desk/information', '/desk/information/new?form=1']) {
          wrong.push(...await problems(page, demo.address + path, { brief: true }));
        }
        return wrong;
      }));
  }
}

async function anItem(page) {
  await page.goto('/xiangzhi/content');
  return page.getAttribute('main a[href*="/item/"]', 'href');
}

/** Forms posted empty: the summary of errors leads to fields, and the title says so. */
export async function refusedForms(demo, browser) {
  const forms = [
    ['', '/login', 'main button[type=submit]'],
    ['xiangzhi.clerk', '/desk/information/new', 'button[value=upload]'],
    ['xiangzhi.clerk', '/desk/information/new?form=1', 'button[value=check]'],
    ['xiangzhi.clerk', '/account/password', 'main button[type=submit]'],
    ['security', '/admin/accounts/new', 'main .button-row button'],
    ['system', '/admin/agencies/new', 'main .button-row button'],
  ];
  for (const [login, path, button] of forms) {
    await check(`${path}: the empty form comes back with its errors linked to the fields`, () =>
      as(demo, browser, login, async (page) => {
        await page.goto(path);
        await page.click(button);
        const wrong = await problems(page, page.url(), { stay: true });
        so(await page.locator('.error-summary').count() === 1, 'there is no summary of errors');
        so((await page.title()).startsWith('错误：'), `the title is ${await page.title()}`);
        so(await page.evaluate(() => document.activeElement.matches('.error-summary')), 'the summary has no focus');
        const links = await page.$$eval('.error-summary a', (all) => all.map((a) => a.getAttribute('href')));
        so(links.length > 0, 'no error is linked');
        for (const link of links) {
          if (!(await page.locator(`[id="${link.split('#')[1]}"]`).count())) wrong.push(`${link} leads nowhere`);
        }
        return wrong;
      }));
  }
}

/** Every stage an item of the demonstration is in, as the clerk sees it. */
export async function everyStage(demo, browser) {
  await check('an item in every stage is shown accessibly, with its forms', () =>
    as(demo, browser, 'xiangzhi.clerk', async (page) => {
      await page.goto('/desk/information');
      const stages = await page.$$eval('#stage option', (all) => all.map((one) => one.value).filter(Boolean));
      so(stages.length > 2, 'there are no stages to choose from');
      const wrong = [];
      for (const stage of stages) {
        await page.goto(`/desk/information?stage=${stage}`);
        const link = page.locator('main .title a').first();
        if (!(await link.count())) continue;
        const href = await link.getAttribute('href');
        wrong.push(...await problems(page, demo.address + href));
        const more = await page.$$eval('main .button-row a', (all) => all.map((a) => a.href));
        for (const url of more) wrong.push(...await problems(page, url, { brief: true }));
      }
      return wrong;
    }));
}

