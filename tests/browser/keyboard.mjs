// The way of a document by keyboard only, with the focus always seen; and Chinese input.

import { notice } from './docx.mjs';
import { as } from './people.mjs';
import { check, so } from './checks.mjs';
import { agree, errors } from './office.mjs';

/** Presses Tab until the element has the focus; every stop on the way must be seen. */
async function tabTo(page, selector, most = 120) {
  for (let presses = 0; presses < most; presses += 1) {
    const found = await page.evaluate((wanted) => {
      const here = document.activeElement;
      if (here === document.body) return {};
      const style = getComputedStyle(here);
      const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      const box = here.getBoundingClientRect();
      const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0;
      return { here: here.matches(wanted), seen: ring && inside, what: here.outerHTML.slice(0, 120) };
    }, selector);
    if (found.what && !found.seen && !/data-focus|id="main"/.test(found.what)) throw new Error(`the focus is not seen on ${found.what}`);
    if (found.here) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} is not reached with Tab`);
}

async function enter(page, selector) {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.insertText(text);
}

/** Files, sends in and publishes with Tab, Enter, Space and arrows only. */
export async function byKeyboard(demo, browser) {
  const title = '关于清理河道漂浮物的通知';
  await check('the clerk files a document by keyboard only, and always sees the focus', () =>
    as(demo, browser, 'xiangzhi.clerk', async (page) => {
      // Listened for from the beginning: asked for later, the dialog may be there before the listener.
      page.on('filechooser', (chooser) => chooser.setFiles(notice(title, '祥政〔2026〕91号')));
      await page.goto('/desk');
      await page.keyboard.press('Tab');
      so(await page.evaluate(() => document.activeElement.matches('.skip')), 'the first stop is not the skip link');
      await enter(page, '.side-nav a[href="/desk/information/new"]');
      await tabTo(page, '#file');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('#file').files.length === 1);
      await enter(page, 'button[value=upload]');
      await tabTo(page, '#category');
      await page.keyboard.press('ArrowDown');
      await type(page, '#summary', '汛期前清理河道漂浮物');
      await tabTo(page, '[name=attribute]');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      so(await page.isChecked('#attribute-proactive'), 'the arrows do not choose the attribute');
      await enter(page, 'button[value=check]');
      so(/\/check$/.test(page.url()), `the form was refused: ${await errors(page)}`);
      await enter(page, 'form[action$="/submit"] button');
      so(page.url().includes('done=submitted'), `it was not sent in: ${await errors(page)}`);
    }));
  await check('the reviewer answers the questions and agrees by keyboard only', () =>
    as(demo, browser, 'xiangzhi.reviewer', async (page) => {
      await page.goto('/desk');
      const href = await page.locator('.task', { hasText: title }).locator('.task-act a').getAttribute('href');
      await enter(page, `a[href="${href}"].button`);
      const questions = await page.locator('input[type=radio][value=no]').count();
      for (let at = 0; at < questions; at += 1) {
        const id = await page.locator('input[type=radio][value=no]').nth(at).getAttribute('id');
        await tabTo(page, `[id="${id}"]`);
        await page.keyboard.press('Space');
      }
      await enter(page, 'button[value=agree]');
      so(page.url().includes('done=agreed'), `the step was not taken: ${await errors(page)}`);
    }));
  await check('the clerk publishes by keyboard only', async () => {
    await agree(demo, browser, title, undefined, ['xiangzhi.approver']);
    await as(demo, browser, 'xiangzhi.clerk', async (page) => {
      await page.goto('/desk');
      const href = await page.locator('.task', { hasText: title }).locator('.task-act a').getAttribute('href');
      await enter(page, `a[href="${href}"].button`);
      await enter(page, 'main .button-row button[type=submit]');
      so(page.url().includes('done='), `it was not published: ${await errors(page)}`);
    });
  });
}

/** An input method is composing: Enter chooses its word, and nothing is sent. */
export async function inputMethod(demo, browser) {
  const fields = [['', '/xiangzhi', '#q'], ['xiangzhi.clerk', '/desk/information', '#words'],
    ['xiangzhi.clerk', '/desk/information/new?form=1', '#title']];
  for (const [login, path, field] of fields) {
    await check(`Enter while a word is being composed in ${field} of ${path} sends nothing`, () =>
      as(demo, browser, login, async (page) => {
        await page.goto(path);
        const before = page.url();
        let sent = 0;
        page.on('request', (request) => { sent += request.isNavigationRequest() && !request.redirectedFrom() ? 1 : 0; });
        await page.focus(field);
        const debug = await page.context().newCDPSession(page);
        await debug.send('Input.imeSetComposition', { text: 'gong', selectionStart: 4, selectionEnd: 4 });
        for (const type of ['rawKeyDown', 'keyUp']) {
          await debug.send('Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
        }
        await page.waitForTimeout(300);
        so(sent === 0 && page.url() === before, 'the form was sent while composing');
        await debug.send('Input.insertText', { text: '公开' });
        so(await page.inputValue(field) === '公开', `the field holds ${await page.inputValue(field)}`);
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
        so(sent === 1, `after the word was chosen, Enter sent the form ${sent} times`);
      }));
  }
}
