// Part four: disclosure requests at the desk, against the figures of first tasks.

import { as } from './people.mjs';
import { check, so } from './checks.mjs';
import { Hand, errors } from './office.mjs';
import { problems } from './pages.mjs';

const CLERK = 'xiangzhi.clerk';
const WAYS = [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]];

/** What axe and the widths say of a page that only a walk leads to. */
async function looked(page, options) {
  return options.javaScriptEnabled === false ? [] : problems(page, page.url(), { stay: true, brief: true });
}

/** Registers a paper that was handed in; ends on the receipt. */
async function register(hand, wanted) {
  const { page } = hand;
  await page.goto('/desk/requests/new');
  hand.begin();
  await hand.choose('#new-channel', 'in_person');
  await hand.fill('#new-description', wanted);
  await hand.choose('#new-kind', 'natural_person');
  await hand.fill('#new-name', '诸葛莘莘');
  await hand.fill('#new-id_number', '11010519491231002X');
  await hand.fill('#new-phone', '13912345678');
  await hand.fill('#new-address', '砚汀路18号302室');
  await hand.press('main form button[type=submit]');
  so(page.url().includes('/receipt?done=registered'), `it was not registered: ${await errors(page)}`);
  hand.reads();
  return new URL(page.url()).pathname.replace('/receipt', '');
}

/** Opens a form of the folder by its link, fills in and sends. */
async function step(hand, request, act, fields, choices = {}) {
  const { page } = hand;
  await page.goto(request);
  hand.begin();
  await hand.press(`main a[href^="${request}/act/${act}"]`);
  for (const [name, value] of Object.entries(choices)) await hand.choose(`#act-${name}`, value);
  for (const [name, text] of Object.entries(fields)) await hand.fill(`#act-${name}`, text);
  await hand.press('main form button[type=submit]');
  so(page.url().includes(`done=${act}`), `${act} was not noted: ${await errors(page)}`);
}

/** How many sheets of paper a page needs, and of which size. */
async function sheets(page) {
  const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  const [, , width, height] = paper.match(/\/MediaBox\s*\[([^\]]*)\]/)[1].trim().split(/\s+/).map(Number);
  so(Math.abs(width - 595) <= 2 && Math.abs(height - 842) <= 2, `${width} × ${height} points is not A4`);
  return paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** A paper comes over the counter. */
export async function paperRequest(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`a paper request is registered and its receipt printed in 2 screens and 8 fields, ${way}`, () =>
      as(demo, browser, CLERK, async (page) => {
        const hand = new Hand(page);
        const request = await register(hand, `环镇${way.length}号路改造工程的决算`);
        hand.within(2, 8);
        const text = await page.textContent('.paper');
        so(text.includes('最迟答复日期') && text.includes('查询码'), 'the receipt lacks its day or its code');
        so(!text.includes('11010519491231002X'), 'the receipt tells the identity number');
        so(await sheets(page) === 1, 'the receipt needs more than one sheet');
        const wrong = await looked(page, options);
        await page.goto(request);
        wrong.push(...await looked(page, options));
        await page.locator('details summary', { hasText: '完整的申请人信息' }).click();
        await page.fill('#reveal-ground', '电话确认收到');
        await page.click('form[action$="/reveal"] button[type=submit]');
        so((await page.textContent('.paper')).includes('11010519491231002X'), 'who asks is not shown');
        so(await sheets(page) === 1, 'the registration form needs more than one sheet');
        wrong.push(...await looked(page, options));
        return wrong;
      }, options));
  }
}

/** What the letter leaves open is asked for. */
export async function correction(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`a correction is asked for in 2 screens and 3 fields, ${way}`, () =>
      as(demo, browser, CLERK, async (page) => {
        const hand = new Hand(page);
        const request = await register(hand, `有关${way.length}号地块的所有文件`);
        await step(hand, request, 'ask-correction', { unclear: '请写明是哪一年、哪一类文件' });
        hand.within(2, 3);
        const wrong = await looked(page, options);
        await step(hand, request, 'correction-served', {});
        so((await page.textContent('.lede')).includes('等申请人补正'), 'it does not wait for the correction');
        await step(hand, request, 'correct', { description: '2024年的征收决定' });
        so((await page.textContent('main')).includes('2024年的征收决定'), 'the corrected wish is not shown');
        return wrong;
      }, options));
  }
}

/** More time, with the consent of the head of the office. */
export async function moreTime(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`an extension is proposed, agreed to and told with its new day, ${way}`, async () => {
      let request = '';
      const wrong = [];
      await as(demo, browser, CLERK, async (page) => {
        const hand = new Hand(page);
        request = await register(hand, `近${way.length}年的信访统计`);
        await step(hand, request, 'propose-extension', { reason: '要逐年核对' });
        hand.within(2, 3);
      }, options);
      await as(demo, browser, 'xiangzhi.approver', async (page) => {
        await page.goto('/desk');
        so((await page.textContent('main')).includes('批准延期'), 'it is not on the desk of the head');
        await step(new Hand(page), request, 'extend', {});
        so((await page.textContent('.timeline')).includes('批准延长20个工作日'), 'it was not agreed to');
        wrong.push(...await looked(page, options));
      }, options);
      return wrong;
    });
  }
}

/** Somebody else's rights are touched. */
export async function thirdParty(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`a third party is asked and the clock stands still until the answer, ${way}`, () =>
      as(demo, browser, CLERK, async (page) => {
        const hand = new Hand(page);
        const request = await register(hand, `第${way.length}标段的投标文件`);
        await step(hand, request, 'consult', { name: '演示建筑公司', question: '是否同意公开' }, { whom: 'third_party' });
        hand.within(2, 4);
        so((await page.textContent('main')).includes('期限停止计算'), 'the clock does not stand still');
        const wrong = await looked(page, options);
        await step(hand, request, 'consult-served', {});
        await step(hand, request, 'consult-answered', { reason: '没有商业秘密' }, { stance: 'agrees' });
        so(!(await page.textContent('main')).includes('期限停止计算'), 'the clock still stands still');
        return wrong;
      }, options));
  }
}

/** A part is disclosed and a part is not. */
export async function inPart(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`a request is answered in part in 3 screens and 5 fields, approved, signed and served, ${way}`, async () => {
      let request = '';
      const wrong = [];
      await as(demo, browser, CLERK, async (page) => {
        const hand = new Hand(page);
        request = await register(hand, `去年第${way.length}批补助的发放名单`);
        await page.goto(request);
        hand.begin();
        await hand.press(`main a[href="${request}/reply"]`);
        wrong.push(...await looked(page, options));
        await hand.press('#outcome-partially-granted');
        await hand.press('main form button[type=submit]');
        wrong.push(...await looked(page, options));
        await hand.fill('#reply-supplied', '发放金额汇总表1份');
        await hand.fill('#reply-withheld', '姓名、住址和账号');
        await hand.fill('#reply-ground', '条例第十五条');
        await hand.press('main form button[type=submit]');
        so(page.url().includes('done=submitted'), `it was not submitted: ${await errors(page)}`);
        hand.within(3, 5);
      }, options);
      for (const login of ['xiangzhi.reviewer', 'xiangzhi.approver']) {
        await as(demo, browser, login, async (page) => {
          await page.goto(`${request}/review`);
          wrong.push(...await looked(page, options));
          for (const no of await page.locator('input[type=radio][value=no]').all()) await no.check();
          await page.click('button[value=agree]');
          so(page.url().includes('done=agreed'), `it was not agreed to: ${await errors(page)}`);
        }, options);
      }
      await as(demo, browser, CLERK, async (page) => {
        const hand = new Hand(page);
        await step(hand, request, 'reply', {});
        await step(hand, request, 'serve', { tracking: '演示邮件0001' }, { way: 'post' });
        await step(hand, request, 'archive', {});
        so((await page.textContent('.lede')).includes('已经归档'), 'it was not archived');
        wrong.push(...await looked(page, options));
      }, options);
      return wrong;
    });
  }
}
