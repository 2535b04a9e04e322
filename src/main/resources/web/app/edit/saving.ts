// Where strokes are stored: beside the picture's own result, or with the shot whose masks are shown.

import { ServiceProblem } from '../api/call';
import type { Picture } from '../queue/picture';
import type { Queue } from '../queue/queue';
import type { Corrections } from '../shot/corrections';
import type { Table } from '../table/table';
import type { Session } from './session';

export class Saving {
  constructor(
    private readonly queue: Queue,
    private readonly table: Table,
    private readonly corrections: Corrections,
  ) {}

  readonly save = async (picture: Picture, session: Session): Promise<void> => {
    const { record } = picture;
    if (session.frame?.inShot) return this.corrections.save(picture, session);
    const edits = () => `${record.job}/frames/${record.frame}/edits`;
    try {
      await session.save(edits());
    } catch (problem) {
      if (!(problem instanceof ServiceProblem && problem.type === 'unknown-job')) throw problem;
      await this.parse(picture); // the service keeps a job for a while only
      await session.opened;
      if (picture.state === 'done') await session.save(edits(), true);
    }
  };

  /** Once more; the strokes are kept meanwhile. */
  private async parse(picture: Picture): Promise<void> {
    await new Promise<void>(done => {
      const off = this.queue.ended.on(ended => {
        if (ended !== picture) return;
        off();
        done();
      });
      this.queue.again([picture]);
    });
    await this.table.opened;
  }
}
