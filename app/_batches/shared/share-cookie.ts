/** Holds the password of one shared link; its path is the link, so no other page or link ever gets it. */
export const SHARE_COOKIE = 'furrow-share';
