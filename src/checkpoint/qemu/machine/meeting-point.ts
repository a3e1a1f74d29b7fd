import { createServer, type Server, type Socket } from 'node:net';
import { OperatorError } from '../../../support/operator-error.js';

/** A unix socket that one program connects to. */
export class MeetingPoint implements Disposable {
  /** Rejected never: who waits looks after the end of the program as well. */
  readonly arrival: Promise<Socket>;

  private constructor(private readonly server: Server) {
    this.arrival = new Promise((resolve) => server.once('connection', resolve));
  }

  static async at(path: string): Promise<MeetingPoint> {
    const server = createServer();
    const point = new MeetingPoint(server);
    try {
      await listening(server, path);
    } catch (error) {
      const hint = 'set TMPDIR to a directory with a short name that you may write to';
      throw new OperatorError(`Cannot make the socket ${path}: ${String(error)}.`, hint);
    }
    return point;
  }

  [Symbol.dispose](): void {
    this.server.close();
  }
}

async function listening(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}
