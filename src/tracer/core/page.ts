export const pageBytes = 4096;
