import { noteScreenPicture } from '../../shared/access/note-screen-picture.ts'
import { handle } from '../pipeline/handle.ts'

/** Changes nothing, as a print does not: that it was recorded is the point. */
export const noteScreenPictureHandler = handle(noteScreenPicture, (_tx, _input, ctx) => ({ at: ctx.now }))
