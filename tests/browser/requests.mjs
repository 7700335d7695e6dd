// Requests from the public's side: file one and follow it on a phone, with JavaScript and without it.

import { as } from './people.mjs';
import { check, so } from './checks.mjs';
import { Hand } from './hand.mjs';
import { problems } from './pages.mjs';

const WAYS = [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]];
const PHONE = { viewport: { width: 390, height: 844 } };
const START = '/xiangzhi/requests';
/** Of a person who does not exist; the number is the example of the standard. */
const PERSON = { name: '诸葛莘莘', id_number: '11010519491231002X', phone: '13912345678' };
const SHOTS = process.env.SCREENSHOTS ? new URL('./screenshots/', import.meta.url).pathname : '';

/** What axe and the widths say of the page as it stands, and its picture. */
async function looked(page, name, options) {
  if (options.javaScriptEnabled === false) return [];
  const found = await problems(page, page.url(), { stay: true });
  if (SHOTS) {
    for (const width of [390, 1366]) {
      await page.setViewportSize({ width, height: 844 });
      await page.screenshot({ path: `${SHOTS}request-${name}-${width}.png`, fullPage: true });
    }
  }
  await page.setViewportSize(PHONE.viewport);
  return found;
}

/** Nothing that was typed stands in an address. */
function unseen(page) {
  for (const text of Object.values(PERSON)) so(!decodeURIComponent(page.url()).includes(text), `an address holds ${text}`);
}

async function sent(page) {
  const wrong = await page.locator('.error-summary').allTextContents();
  so(!wrong.length, wrong.join(' '));
  unseen(page);
}

/** Files a request and gives its code. */
async function file(page, options, wrong) {
  await page.goto(START);
  const hand = new Hand(page);
  hand.begin();
  wrong.push(...await looked(page, 'start', options));
  await hand.press('main a[href$="/apply/person"]');
  wrong.push(...await looked(page, 'person', options));
  for (const [field, text] of Object.entries(PERSON)) await hand.fill(`#${field}`, text);
  await hand.press('main .button-row button:not([name])');
  await sent(page);
  wrong.push(...await looked(page, 'what', options));
  await hand.fill('#description', '2025年镇区道路改造工程的决算');
  await hand.press('main .button-row button:not([name])');
  await sent(page);
  wrong.push(...await looked(page, 'how', options));
  for (const field of ['medium', 'delivery']) {
    hand.typed += 1;
    await page.check(`#${field}-1`);
  }
  await hand.press('main .button-row button:not([name])');
  await sent(page);
  wrong.push(...await looked(page, 'check', options));
  await hand.press('main .button-row button:not([name])');
  await sent(page);
  hand.within(5, 12);
  wrong.push(...await looked(page, 'receipt', options));
  return (await page.textContent('.success .number')).replace(/\s/g, '');
}

/** From the first page to the receipt, and from the code to the page of the request. */
export async function requestOnAPhone(demo, browser) {
  for (const [way, options] of WAYS) {
    await check(`a request is filed on a phone in 5 screens and 12 fields, and followed with its code, ${way}`, async () => {
      const wrong = [];
      const began = Date.now();
      let code = '';
      await as(demo, browser, '', async (page) => { code = await file(page, options, wrong); }, { ...options, ...PHONE });
      so(/^\d{16}$/.test(code), `the code is ${code}`);
      await as(demo, browser, '', async (page) => {
        await page.goto(START);
        await page.click('main a[href$="/follow"]');
        wrong.push(...await looked(page, 'enter', options));
        await page.fill('#code', code);
        await page.fill('#last_four', '5678');
        await page.click('main .button-row button');
        await sent(page);
        const text = await page.textContent('main');
        so(text.includes('收到申请') && text.includes('条例第三十一条'), 'the history is not told');
        for (const planted of Object.values(PERSON)) so(!text.includes(planted), `the page tells ${planted}`);
        wrong.push(...await looked(page, 'follow', options));
      }, { ...options, ...PHONE });
      console.log(`      ${((Date.now() - began) / 1000).toFixed(0)} s by machine`);
      return wrong;
    });
  }
}

/** Wrong forms come back with their errors, and what was typed stays. */
export async function requestRefused(demo, browser) {
  await check('a request with mistakes comes back with errors beside its fields, and warns of a number in the text', () =>
    as(demo, browser, '', async (page) => {
      const wrong = [];
      await page.goto(`${START}/apply/person`);
      await page.fill('#name', PERSON.name);
      await page.fill('#id_number', '1101051949123100');
      await page.click('main .button-row button:not([name])');
      so(await page.inputValue('#name') === PERSON.name, 'the name is lost');
      so((await page.textContent('.error-summary')).includes('16位'), 'the length is not told');
      wrong.push(...await looked(page, 'wrong', {}));
      await page.fill('#id_number', PERSON.id_number);
      await page.fill('#phone', PERSON.phone);
      await page.click('main .button-row button:not([name])');
      await page.fill('#description', `${PERSON.id_number}的宅基地审批材料`);
      await page.click('main .button-row button:not([name])');
      so((await page.textContent('main')).includes('110105********002X'), 'nobody is warned');
      wrong.push(...await looked(page, 'warned', {}));
      await page.click('button[value=keep]');
      await page.click('main .button-row button:not([name])');
      wrong.push(...await looked(page, 'how-wrong', {}));
      await page.goto(`${START}/follow`);
      await page.fill('#code', '1234567812345678');
      await page.fill('#last_four', '0000');
      await page.click('main .button-row button');
      wrong.push(...await looked(page, 'enter-wrong', {}));
      return wrong;
    }, PHONE));
}
