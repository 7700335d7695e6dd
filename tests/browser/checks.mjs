// Named checks: one line each, a list of what failed at the end.

const failed = [];
let count = 0;

/** Runs a check. It fails by throwing, or by giving a list that is not empty. */
export async function check(sentence, act) {
  count += 1;
  const began = Date.now();
  let wrong = [];
  try {
    wrong = (await act()) ?? [];
  } catch (error) {
    wrong = [String(error.message ?? error).split('\n').slice(0, 4).join(' ')];
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${wrong.length ? 'WRONG' : 'ok   '} ${sentence} (${seconds} s)`);
  for (const line of wrong) console.log(`      ${line}`);
  failed.push(...wrong.map((line) => `${sentence}: ${line}`));
}

/** Throws unless it is so. */
export function so(true_, message) {
  if (!true_) throw new Error(message);
}

/** Lists what was wrong; gives the status to exit with. */
export function finish() {
  console.log(`\n${count} checks, ${failed.length} wrong`);
  for (const line of failed) console.log(`- ${line}`);
  return failed.length ? 1 : 0;
}
