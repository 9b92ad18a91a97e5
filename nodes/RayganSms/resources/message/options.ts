import { z } from 'zod';

const text = z.preprocess((value) => value ?? '', z.coerce.string());

/** Reads the options that all sends of this provider have. */
export const rayganSendOptions = {
	resendIfNotFound: z.coerce.boolean().default(false),
	userGroupId: text,
};
