export const createSchema = `CREATE SCHEMA effects`;
