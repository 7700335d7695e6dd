// Part two: the first tasks of the office, with JavaScript and without it.

import { as, signIn } from './people.mjs';
import { check, so } from './checks.mjs';
import { Hand, agree, errors, file, find, publish, review } from './office.mjs';
import { problems } from './pages.mjs';

const CLERK = 'xiangzhi.clerk';
const WAYS = [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]];

/** What axe and the widths say of a page that only a walk leads to. */
async function looked(page, options) {
  return options.javaScriptEnabled === false ? [] : problems(page, page.url(), { stay: true, brief: true });
}

/** The way of a document from the clerk's desk to the citizen. */
export async function fromDeskToCitizen(demo, browser) {
  for (const [way, options] of WAYS) {
    const title = `关于${way === WAYS[0][0] ? '春季' : '秋季'}义诊活动安排的通知`;
    await check(`the clerk files a document with its attachment in 3 screens and 6 fields, ${way}`, () =>
      as(demo, browser, CLERK, async (page) => {
        const hand = new Hand(page);
        await file(hand, title, { number: `祥政〔2026〕${way.length}号` });
        hand.within(3, 6);
      }, options));
    await check(`the reviewer and the approver agree and the clerk publishes, ${way}`, async () => {
      await agree(demo, browser, title, options);
      await as(demo, browser, CLERK, (page) => publish(page, title), options);
    });
    await check(`a citizen finds it by words in 3 screens and 1 field, ${way}`, async () => {
      const text = await find(demo, browser, title.slice(2, 6), title, options);
      so(text.includes(title), 'the page of the item does not show its title');
      so(text.includes('通知.docx'), 'the attachment is not offered');
    });
  }
}

/** What is overdue stands on the first screen. */
export async function overdue(demo, browser) {
  await check('what is overdue is seen on the first screen, without typing', () =>
    as(demo, browser, CLERK, async (page) => {
      await page.goto('/desk');
      const states = await page.locator('.task-state').allTextContents();
      so(states.some((words) => words.includes('逾期')), `nothing is overdue among: ${states.join('，')}`);
      so(states[0].includes('逾期'), `the first thing to do is ${states[0]}`);
      const box = await page.locator('.task').first().boundingBox();
      so(box.y < 900, 'the first thing to do is below the fold');
    }));
}

/** A remark stands beside its field; the item goes round again. */
export async function returned(demo, browser) {
  for (const [way, options] of WAYS) {
    const title = `关于更换${way === WAYS[0][0] ? '东街' : '西街'}路灯的通知`;
    await check(`a returned item shows the remark beside its field and is sent in again, ${way}`, async () => {
      const wrong = [];
      await as(demo, browser, CLERK, (page) => file(new Hand(page), title, { number: `祥政〔2026〕${40 + way.length}号` }), options);
      await review(demo, browser, 'xiangzhi.reviewer', title, { remark: { summary: '请写明更换的时间' }, options });
      await as(demo, browser, CLERK, async (page) => {
        await page.goto('/desk');
        const task = page.locator('.task', { hasText: title });
        so((await task.textContent()).includes('请写明更换的时间'), 'the task does not say why');
        await task.locator('.task-act a').click();
        const beside = page.locator('.with-remark', { has: page.locator('#summary') });
        so((await beside.textContent()).includes('请写明更换的时间'), 'the remark is not beside the summary');
        wrong.push(...await looked(page, options));
        await page.fill('#summary', '五月底以前更换路灯');
        await page.click('button[value=check]');
        await page.click('form[action$="/submit"] button[type=submit]');
        so(page.url().includes('done=submitted'), `it was not sent in again: ${await errors(page)}`);
      }, options);
      await agree(demo, browser, title, options);
      return wrong;
    });
  }
}

/** What is withdrawn leaves its reason behind. */
export async function withdrawn(demo, browser) {
  for (const [way, options] of WAYS) {
    const title = `关于${way === WAYS[0][0] ? '南桥' : '北桥'}维修的通告`;
    await check(`a withdrawn item leaves a tombstone with the ground, ${way}`, async () => {
      let item = '';
      let open = '';
      await as(demo, browser, CLERK, async (page) => {
        item = await file(new Hand(page), title, { number: `祥政〔2026〕${60 + way.length}号` });
      }, options);
      await agree(demo, browser, title, options);
      await as(demo, browser, CLERK, async (page) => {
        open = await publish(page, title);
        await page.goto(item);
        await page.locator('details summary', { hasText: '撤回' }).click();
        await page.locator('details form[action$="/withdraw"] button').click();
        so(await page.locator('#withdraw-error').count() === 1, 'no ground, and it was not asked for');
        await page.fill('#withdraw_ground', '维修日期有误，核对后重新公布');
        await page.locator('details form[action$="/withdraw"] button').click();
      }, options);
      return as(demo, browser, '', async (page) => {
        await page.goto(open);
        const text = await page.textContent('main');
        so(text.includes('维修日期有误'), 'the ground is not told');
        so(!text.includes(title), 'the title is still told');
        so((await page.request.get('/xiangzhi/search?q=' + encodeURIComponent(title)).then((r) => r.text()))
          .includes('没有找到'), 'the search still finds it');
        return looked(page, options);
      }, options);
    });
  }
}

/** The number of a person stops publication until somebody else has let it pass. */
export async function leakGate(demo, browser) {
  const title = '关于领取农具补贴的公示';
  await check('an identity number blocks publication until a second person lets it pass with a ground', async () => {
    let item = '';
    const wrong = [];
    await as(demo, browser, CLERK, async (page) => {
      item = await file(new Hand(page), title, { number: '祥政〔2026〕77号', body: '领取人证件号码 11010519491231002X' });
    });
    await agree(demo, browser, title);
    await as(demo, browser, CLERK, async (page) => {
      await page.goto(`${item}/publish`);
      so(await page.locator('main .button-row button').isDisabled(), 'it could be published');
      wrong.push(...await looked(page, {}));
      await page.goto(item);
      so(await page.locator('#override_ground').count() === 0, 'the clerk could let it pass alone');
      so(!(await page.textContent('.gate')).includes('11010519491231002X'), 'the check repeats the number');
    });
    await as(demo, browser, 'xiangzhi.secrecy-officer', async (page) => {
      await page.goto(item);
      await page.click('form[action$="/override"] button');
      so(await page.locator('#override-error').count() === 1, 'no ground was asked for');
      await page.fill('#override_ground', '本人书面同意公开');
      await page.click('form[action$="/override"] button');
    });
    await as(demo, browser, CLERK, (page) => publish(page, title));
    return wrong;
  });
}

/** The session ends while somebody is typing. */
export async function sessionEnds(demo, browser) {
  const words = '写了很久的摘要，登录过期也不能丢';
  for (const [way, options] of WAYS) {
    await check(`nothing typed is lost when the session ends, ${way}`, () =>
      as(demo, browser, '', async (page) => {
        await page.goto('/login');
        await signIn(page, CLERK, demo.password);
        await page.goto('/desk/information/new?form=1');
        await page.fill('#title', `关于${way.length}号路停水的通知`);
        await page.fill('#summary', words);
        await page.context().clearCookies();
        await page.click('button[value=draft]');
        so(await page.locator('#pass').count() === 1, `no sign-in page came: ${await errors(page)}`);
        await signIn(page, CLERK, demo.password);
        so((await page.textContent('main')).includes(words), 'the words are not shown after signing in');
        const wrong = await looked(page, options);
        await page.click('main form button[type=submit]');
        so(await page.inputValue('#summary') === words, `the form did not come back: ${await errors(page)}`);
        return wrong;
      }, options));
  }
}

/** The secrecy review form is one sheet of paper. */
export async function onePage(demo, browser) {
  await check('the secrecy review form prints on one A4 page', () =>
    as(demo, browser, CLERK, async (page) => {
      const wrong = [];
      await page.goto('/desk/information');
      const items = await page.$$eval('main .title a', (all) => all.slice(0, 4).map((a) => a.getAttribute('href')));
      so(items.length > 0, 'there are no items');
      for (const item of items) {
        await page.goto(`${item}/form`);
        const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
        const pages = paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
        const [, , width, height] = paper.match(/\/MediaBox\s*\[([^\]]*)\]/)[1].trim().split(/\s+/).map(Number);
        if (pages !== 1) wrong.push(`${pages} pages`);
        if (Math.abs(width - 595) > 2 || Math.abs(height - 842) > 2) wrong.push(`${width} × ${height} points is not A4`);
      }
      return wrong;
    }));
}

/** Type smaller than 30 px, and things to touch lower than 60 px, on a page of the touch screen. */
async function tooSmall(page) {
  return page.evaluate(() => {
    const wrong = [];
    const shown = (one) => one.getClientRects().length > 0;
    for (const one of [...document.querySelectorAll('main *, header *')].filter(shown)) {
      const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      const size = parseFloat(getComputedStyle(one).fontSize);
      if (words && size < 30) wrong.push(`${one.tagName} ${size} px: ${one.textContent.trim().slice(0, 20)}`);
    }
    for (const one of [...document.querySelectorAll('a, button, summary, label[for]:not(.label)')].filter(shown)) {
      const { height, width } = one.getBoundingClientRect();
      if (height < 60 || width < 60) wrong.push(`${one.textContent.trim().slice(0, 20)} ${Math.round(width)} × ${Math.round(height)} px`);
    }
    if (document.documentElement.scrollWidth > window.innerWidth) wrong.push('wider than the screen');
    return wrong;
  });
}

/** Somebody at the touch screen in the hall says how it was. */
export async function kioskRating(demo, browser) {
  for (const viewport of [{ width: 1080, height: 1920 }, { width: 390, height: 844 }]) {
    await check(`a visitor rates at the touch screen in three touches, ${viewport.width} px wide`, () =>
      as(demo, browser, '', async (page) => {
        const wrong = [];
        const look = async (idle) => {
          const refresh = await page.locator('meta[http-equiv=refresh]').getAttribute('content', { timeout: 2000 }).catch(() => '');
          if (refresh !== (idle ? `${idle};url=/xiangzhi/kiosk` : '')) wrong.push(`${page.url()} goes back: ${refresh}`);
          wrong.push(...(await tooSmall(page)).map((words) => `${new URL(page.url()).pathname}: ${words}`));
          if (process.env.SCREENSHOTS) {
            const name = new URL(page.url()).pathname.split('/').slice(2).join('-').replace(/[0-9a-f]{32}/, 'id');
            await page.screenshot({ path: new URL(`./screenshots/${name}-${viewport.width}.png`, import.meta.url).pathname, fullPage: true });
          }
        };
        await page.goto('/xiangzhi/kiosk');
        await look(0);
        await page.click('a[href$="/kiosk/content"]');
        await look(90);
        await page.locator('.screen-list a').first().click();
        so(Number.parseInt(await page.locator('meta[http-equiv=refresh]').getAttribute('content'), 10) >= 90, 'too little time to read');
        so((await tooSmall(page)).length === 0, (await tooSmall(page)).join('; '));
        await page.click('.screen-home');
        await page.click('a[href$="/kiosk/rate"]');
        await look(180);
        await page.click('button[type=submit]');
        so(await page.locator('.error-summary').count() === 1, 'nothing was chosen, and nothing was said');
        await look(180);
        await page.click('label[for=score-very_satisfied]');
        await page.click('button[type=submit]');
        so((await page.textContent('h1')).includes('谢谢'), `no thanks came: ${await errors(page)}`);
        await look(20);
        await page.goto('/xiangzhi/appraisal');
        so((await page.textContent('main')).includes('满意率100.0%'), 'the rating is not counted');
        return wrong;
      }, { viewport, javaScriptEnabled: true, hasTouch: true }));
  }
}
