import { StringDecoder } from 'node:string_decoder';

/** Lines of JSON out of a stream that is cut anywhere, within a character too. */
export class JsonLines {
  private readonly decoder = new StringDecoder('utf8');
  private pending = '';

  constructor(private readonly take: (message: unknown) => void) {}

  /** @throws SyntaxError for a line that is not JSON */
  write(bytes: Buffer): void {
    const lines = (this.pending + this.decoder.write(bytes)).split('\n');
    this.pending = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') this.take(JSON.parse(line));
  }
}
