// What people of the office do, in the words of the screens. Used by all walkthroughs.

import { Hand } from './hand.mjs';
import { notice } from './docx.mjs';
import { as } from './people.mjs';
import { so } from './checks.mjs';

/** The clerk files a notice with its document, and sends it into review. Ends on the item's page. */
export async function file(hand, title, { number = '祥政〔2026〕31号', body = '', more = [] } = {}) {
  const { page } = hand;
  await page.goto('/desk');
  await page.click('nav.side-nav a[href="/desk/information/new"]');
  hand.begin();
  await hand.attach('#file', notice(title, number, more));
  await hand.press('button[value=upload]');
  so(await page.inputValue('#title') === title, `the title was read as ${await page.inputValue('#title')}`);
  so(await page.inputValue('#document_number') === number, 'the document number was not read');
  so(await page.inputValue('#dated_on') !== '', 'the date was not read');
  await hand.choose('#category', { index: 1 });
  await hand.fill('#summary', `${title}的要点，供测试使用`);
  if (body) await hand.fill('#body', body);
  await hand.press('button[value=check]');
  so(/\/check$/.test(page.url()), `after the form came ${page.url()}: ${await errors(page)}`);
  await hand.press('form[action$="/submit"] button[type=submit]');
  so(page.url().includes('done=submitted'), `it was not sent into review: ${await errors(page)}`);
  return new URL(page.url()).pathname;
}

/** Somebody takes the next step, from the list of what is due. */
export async function review(demo, browser, login, title, { remark, options } = {}) {
  await as(demo, browser, login, async (page) => {
    await page.goto('/desk');
    await page.locator('.task', { hasText: title }).locator('.task-act a').click();
    for (const no of await page.locator('input[type=radio][value=no]').all()) await no.check();
    for (const [field, text] of Object.entries(remark ?? {})) {
      const box = page.locator(`[id="remark.${field}"]`);
      if (!(await box.isVisible())) await page.locator('details', { has: box }).locator('summary').click();
      await box.fill(text);
    }
    await page.click(`button[name=opinion][value=${remark ? 'send_back' : 'agree'}]`);
    const done = remark ? 'sent_back' : 'agreed';
    so(page.url().includes(`done=${done}`), `${login} could not take the step: ${await errors(page)}`);
  }, options);
}

/** The reviewer and the approver agree, or those who are left. */
export async function agree(demo, browser, title, options, left = ['xiangzhi.reviewer', 'xiangzhi.approver']) {
  for (const login of left) await review(demo, browser, login, title, { options });
}

/** The clerk publishes it from the list of what is due; gives the address the public sees. */
export async function publish(page, title) {
  await page.goto('/desk');
  await page.locator('.task', { hasText: title }).locator('.task-act a').click();
  const column = page.locator('#channel input[type=checkbox]').first();
  if (!(await column.isChecked())) await column.check();
  await page.locator('main .button-row button[type=submit]').click();
  so(page.url().includes('done='), `it was not published: ${await errors(page)}`);
  return page.locator('a', { hasText: '看公众看到的样子' }).getAttribute('href');
}

/** A citizen finds it by words; gives what stands on the page. */
export async function find(demo, browser, words, title, options) {
  return as(demo, browser, '', async (page) => {
    const hand = new Hand(page);
    await page.goto('/xiangzhi');
    hand.begin();
    await hand.fill('#q', words);
    await hand.press('form[role=search] button');
    await hand.press(`.result a:has-text("${title}")`);
    hand.reads();
    hand.within(3, 1);
    return page.textContent('main');
  }, options);
}

/** What the screen says is wrong. */
export async function errors(page) {
  const said = await page.locator('.error-summary, .error, h1').allTextContents();
  return said.map((text) => text.trim().replace(/\s+/g, ' ')).join(' | ');
}

export { Hand };
