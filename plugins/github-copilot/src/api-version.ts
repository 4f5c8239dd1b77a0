/** Of `GET /models`: without it Copilot leaves out newer models. */
export const API_VERSION = "2026-06-01";
