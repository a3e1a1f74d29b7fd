/** Results in the order of the inputs, with so many of them at work at the same time. */
export async function inPool<In, Out>(
  atOnce: number,
  inputs: readonly In[],
  work: (input: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const results: Out[] = [];
  const left = inputs.entries();
  const lane = async (): Promise<void> => {
    // The lanes share one iterator: each takes the next input that nobody has taken.
    for (const [index, input] of left) results[index] = await work(input);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
