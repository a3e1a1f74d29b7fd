/** `1,240`. Not by toLocaleString(), whose first call loads the data of all languages. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
