import { optionalText, yesNo } from '../../../shared/node/parameters';

/** Reads the options that all sends of this provider have. */
export const rayganSendOptions = {
	resendIfNotFound: yesNo,
	userGroupId: optionalText,
};
