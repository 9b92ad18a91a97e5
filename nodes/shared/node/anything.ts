import { z } from 'zod';

/**
 * Any value, and none: zod 3 takes `z.unknown()` in an object for a property that may be missing, zod
 * from 4.4 on for one that must be there.
 */
export const anything = z.unknown().optional();
