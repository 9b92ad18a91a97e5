import { z } from 'zod';

import { yesNo } from '../../../shared/node/parameters';

const text = z.preprocess((value) => value ?? '', z.coerce.string());

/** Reads the options that all sends of this provider have. */
export const rayganSendOptions = {
	resendIfNotFound: yesNo.default(false),
	userGroupId: text,
};
