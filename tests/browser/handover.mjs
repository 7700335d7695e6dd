// Part three: handing over to archive and library.

import { as } from './people.mjs';
import { check, so } from './checks.mjs';
import { Hand, agree, errors, file, publish } from './office.mjs';
import { problems } from './pages.mjs';

const CLERK = 'xiangzhi.clerk';
const WAYS = [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]];

/** From the button to the receipts of both houses. */
export async function handedOver(demo, browser) {
  for (const [way, options] of WAYS) {
    const title = `关于${way === WAYS[0][0] ? '河道' : '水渠'}清淤安排的通知`;
    await check(`what was published is handed over and receipted by both houses, ${way}`, async () => {
      const wrong = [];
      await as(demo, browser, CLERK, (page) => file(new Hand(page), title, { number: `祥政〔2026〕${70 + way.length}号` }), options);
      await agree(demo, browser, title, options);
      await as(demo, browser, CLERK, async (page) => {
        await publish(page, title);
        await page.goto('/desk/handover');
        so((await page.textContent('main')).includes(title), 'what was published does not wait');
        wrong.push(...await looked(page, options));
        await page.click('form[action$="/list"] button[type=submit]');
        so(page.url().includes('done=handover_made'), `no batch was made: ${await errors(page)}`);
        so(await page.locator('a[href*="/file/"]').count() === 7, 'papers or package are missing');
        wrong.push(...await looked(page, options));
        await page.click('form[action$="/deliver"] button[type=submit]');
        so(page.url().includes('done=handover_delivered'), `it was not delivered: ${await errors(page)}`);
        for (let house = 0; house < 2; house += 1) {
          await page.fill('#receipt-by', '收件人');
          await page.setInputFiles('#receipt-file', { name: '签收单.txt', mimeType: 'text/plain', buffer: Buffer.from(`已签收 ${house}\n`) });
          await page.click('form[action$="/receipt"] button[type=submit]');
          so(page.url().includes('done=handover_receipted'), `it was not receipted: ${await errors(page)}`);
        }
        so((await page.textContent('.lede')).includes('已签收'), 'the batch does not say that it was receipted');
        wrong.push(...await looked(page, options));
      }, options);
      return wrong;
    });
  }
}

/** What axe and the widths say of a page that only a walk leads to. */
async function looked(page, options) {
  return options.javaScriptEnabled === false ? [] : problems(page, page.url(), { stay: true, brief: true });
}
