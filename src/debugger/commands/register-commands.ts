import { done, failure } from '../wire/errors.js';
import { fromHex, toHex } from '../wire/hex.js';
import type { Answer, CommandTable } from './command.js';

const readAll: Answer = (_, { registers, selected }) => {
  const bytes = registers.readAll(selected);
  return bytes === undefined ? failure.noThread : toHex(bytes);
};

const writeAll: Answer = (rest, { registers, selected }) => {
  return registers.writeAll(selected, Buffer.from(rest, 'hex')) ? done : failure.badRequest;
};

const read: Answer = (rest, { registers, selected }) => {
  const bytes = registers.read(selected, fromHex(rest) ?? -1);
  return bytes === undefined ? failure.badRequest : toHex(bytes);
};

const write: Answer = (rest, { registers, selected }) => {
  const [number = '', value = ''] = rest.split('=');
  const isWritten = registers.write(selected, fromHex(number) ?? -1, Buffer.from(value, 'hex'));
  return isWritten ? done : failure.badRequest;
};

export const registerCommands: CommandTable = { g: readAll, G: writeAll, p: read, P: write };
