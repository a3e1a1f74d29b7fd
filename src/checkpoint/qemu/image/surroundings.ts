/** What of a program decides where its loader and its script's interpreter are looked for. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}
