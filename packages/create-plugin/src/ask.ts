import { createInterface } from 'node:readline/promises';

/**
 * Asks on the terminal, until the answer is one. Without a terminal nobody is there to answer: it asks nothing.
 * @param faultOf what is wrong with an answer, or nothing
 * @returns undefined where nobody is asked
 */
export const ask = async (
  question: string,
  byDefault: string | undefined,
  faultOf: (answer: string) => string | undefined = () => undefined,
): Promise<string | undefined> => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const given = await terminal.question(
        `${question}${byDefault === undefined ? '' : ` (${byDefault})`}: `,
      );
      const answer = given.trim() || (byDefault ?? '');
      const fault = faultOf(answer);
      if (fault === undefined) return answer;
      console.log(`  ${fault}`);
    }
  } finally {
    terminal.close();
  }
};
