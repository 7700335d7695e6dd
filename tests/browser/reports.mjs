// The annual report of an office without requests, from opening to the locked document.

import { problems } from './pages.mjs';
import { as } from './people.mjs';
import { check, so } from './checks.mjs';

/** The clerk completes last year's report and the approver locks it. */
export async function annualReport(demo, browser) {
  for (const javaScriptEnabled of [true, false]) {
    const year = javaScriptEnabled ? 2024 : 2023;
    await check(`the report of a year without requests is completed in 4 screens and at most 22 numbers, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const wrong = [];
      // The debugger cannot look into a page without JavaScript.
      const look = async (page) => {
        if (javaScriptEnabled) wrong.push(...await problems(page, page.url(), { stay: true }));
      };
      await as(demo, browser, 'wucheng.clerk', async (page) => {
        let screens = 1;
        await page.goto('/desk/reports');
        await look(page);
        await page.getByRole('link', { name: `${year}年` }).click();
        screens += 1;
        await look(page);
        await page.getByRole('link', { name: '二、主动公开情况' }).click();
        screens += 1;
        await look(page);
        const fields = page.locator('main input[type=text], main input:not([type])');
        const count = await fields.count();
        so(count > 0 && count <= 22, `${count} numbers are asked for`);
        for (let at = 0; at < count; at += 1) await fields.nth(at).fill('0');
        await page.getByRole('button', { name: '保存' }).click();
        screens += 1;
        so(screens <= 4, `${screens} screens`);
        so(await page.getByText('已填好').count() === 1, 'the numbers are not said to be complete');
        const file = await page.request.get(`/desk/reports/${year}/file/docx?agency=wucheng`);
        so(file.status() === 200, `the document answered ${file.status()}`);
        console.log(`      ${screens} screens, ${count} numbers`);
      }, { javaScriptEnabled });
      await as(demo, browser, 'wucheng.approver', async (page) => {
        await page.goto(`/desk/reports/${year}`);
        await page.getByRole('button', { name: '审定并锁定' }).click();
        so(await page.getByText('锁定以后再登记、修改的记录不改动这份报告').count() === 1, 'it is not locked');
      }, { javaScriptEnabled });
      return wrong;
    });
  }
}
