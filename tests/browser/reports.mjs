// The annual report of an office without requests, from opening to publication, and the supervising office.

import { agree, errors, publish } from './office.mjs';
import { problems } from './pages.mjs';
import { as } from './people.mjs';
import { check, so } from './checks.mjs';

/** The clerk completes a report, the approver locks it, it is handed in, reviewed and published. */
export async function annualReport(demo, browser) {
  for (const javaScriptEnabled of [true, false]) {
    const year = javaScriptEnabled ? 2024 : 2023;
    const options = { javaScriptEnabled };
    const seen = new Set();
    const wrong = [];
    // The debugger cannot look into a page without JavaScript.
    const look = async (page) => {
      seen.add(new URL(page.url()).pathname.replace(/[0-9a-f]{32}/, 'id'));
      if (javaScriptEnabled) wrong.push(...await problems(page, page.url(), { stay: true }));
    };
    await check(`the report of a year without requests goes from opening to publication in 4 screens and at most 22 numbers, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      await as(demo, browser, 'wucheng.clerk', async (page) => {
        await page.goto(`/desk/reports/${year}`);
        await look(page);
        await page.getByRole('link', { name: '二、主动公开情况' }).click();
        await look(page);
        const fields = page.locator('main input[type=text], main input:not([type])');
        const count = await fields.count();
        so(count > 0 && count <= 22, `${count} numbers are asked for`);
        for (let at = 0; at < count; at += 1) await fields.nth(at).fill('0');
        await page.getByRole('button', { name: '保存' }).click();
        await look(page);
        so(await page.getByText('已填好').count() === 1, 'the numbers are not said to be complete');
        console.log(`      ${count} numbers`);
      }, options);
      await as(demo, browser, 'wucheng.approver', async (page) => {
        await page.goto(`/desk/reports/${year}`);
        // Asked for only where the rules find an error or a part has no text.
        const looked = page.locator('input[name=looked]');
        if (await looked.count() > 0) await looked.check();
        await page.getByRole('button', { name: '审定并锁定' }).click();
        so(await page.getByText('锁定以后再登记、修改的记录不改动这份报告').count() === 1, 'it is not locked');
      }, options);
      await as(demo, browser, 'wucheng.clerk', async (page) => {
        await page.goto(`/desk/reports/${year}`);
        await page.getByRole('button', { name: '报送主管部门' }).click();
        so(page.url().includes('done=report_handed_in'), `it was not handed in: ${await errors(page)}`);
        await page.getByRole('button', { name: '送公开审查' }).click();
        so(page.url().includes('done=report_registered'), `it was not sent to review: ${await errors(page)}`);
        await look(page);
      }, options);
      const title = `${year}年政府信息公开工作年度报告`;
      await agree(demo, browser, title, options, ['wucheng.reviewer', 'wucheng.approver']);
      seen.add('review');
      await as(demo, browser, 'wucheng.clerk', async (page) => {
        await publish(page, title);
        seen.add('publish');
      }, options);
      await as(demo, browser, '', async (page) => {
        await page.goto('/wucheng/reports');
        await page.getByRole('link', { name: title, exact: false }).first().click();
        so(page.url().endsWith(`/wucheng/reports/${year}`), `the report leads to ${page.url()}`);
        so(await page.locator('table.report-table').count() > 3, 'its tables are not there');
        const files = await page.$$eval('ul.link-row a', (all) => all.map((a) => a.href));
        so(files.length >= 5, `${files.length} files`);
        for (const file of files) {
          const answer = await page.request.get(file);
          so(answer.status() === 200 && (await answer.body()).length > 500, `${file} answered ${answer.status()}`);
        }
        if (javaScriptEnabled) wrong.push(...await problems(page, page.url(), { stay: true }));
      }, options);
      so(seen.size <= 4, `${seen.size} screens: ${[...seen].join(' ')}`);
      console.log(`      ${seen.size} screens: ${[...seen].join(' ')}`);
      return wrong;
    });
  }
}

/** The supervisor sends a report back, reminds who is late, and opens a sum down to a unit. */
export async function supervision(demo, browser) {
  await check('the supervisor sends a report back with a remark on a number in two screens and one field', () =>
    as(demo, browser, 'supervisor', async (page) => {
      const wrong = [];
      await page.goto('/desk/supervision/reports?year=2025');
      wrong.push(...await problems(page, page.url(), { stay: true }));
      await page.locator('main table').getByRole('link', { name: '吴城镇' }).click();
      wrong.push(...await problems(page, page.url(), { stay: true }));
      // The number that the remark is about: the same screen again.
      await page.locator('table.report-table a').first().click();
      await page.locator('#back-remark-1').fill('请核对这个数。');
      await page.getByRole('button', { name: '退回修改' }).click();
      so(page.url().includes('done=report_sent_back'), `it was not sent back: ${await errors(page)}`);
      return wrong;
    }));
  await check('who is late is found at once, and all are reminded with one click', () =>
    as(demo, browser, 'supervisor', async (page) => {
      await page.goto('/desk/supervision/reports?year=2025&late=1');
      await page.getByRole('button', { name: /催办全部/ }).click();
      so(page.url().includes('done=reminded'), `nobody was reminded: ${await errors(page)}`);
      return problems(page, page.url(), { stay: true });
    }));
  await check('a sum opens down to the unit and its report, and who is missing is named', () =>
    as(demo, browser, 'supervisor', async (page) => {
      const wrong = [];
      await page.goto('/desk/supervision/sum?year=2020');
      wrong.push(...await problems(page, page.url(), { stay: true }));
      await page.locator('table.report-table a', { hasText: /^4/ }).first().click();
      so(await page.getByText('合计 4').count() === 1, `the sum leads to ${page.url()}`);
      await page.getByRole('link', { name: '北白象镇' }).first().click();
      so(page.url().includes('/reports/2020/'), `the unit leads to ${page.url()}`);
      await page.goto('/desk/supervision/sum?year=2025');
      so(await page.getByText('不在汇总里的单位').count() === 1, 'who is missing is not named');
      return wrong;
    }));
}
