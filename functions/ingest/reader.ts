/** The process in which uploads are read: started by `guarded-read.ts`, ended when one hangs or takes too much memory. */
import type { IntakeResult } from '../../shared/intake/intake.ts';
import { readUpload } from '../../shared/intake/read-upload.ts';
import { serveQuestions } from '../../shared/runtime/serve-questions.ts';
import type { ReadQuestion } from './guarded-read.ts';

serveQuestions<ReadQuestion, IntakeResult>(async ({ upload, publisher, nowMs }) => {
  const { failure, ...result } = await readUpload(upload, publisher, { nowMs });
  // Of what can be thrown, only errors travel between processes.
  return failure === undefined ? result : { ...result, failure: failure instanceof Error ? failure : String(failure) };
});
