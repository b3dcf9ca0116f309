// Made by `npm run contract` from contract/openapi.json; change the routes instead.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process is alive; asks no database
         * @description Needs no credential.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "alive";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether requests can be served: the database answers and its schema is current
         * @description Needs no credential.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                [key: string]: string;
                            };
                            ready: boolean;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/activity-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the types of activities that every programme knows, with rules ready for them
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            types: {
                                /** @enum {string} */
                                by: "sender" | "program";
                                description: string;
                                fields: {
                                    [key: string]: "text" | "number" | "boolean" | "text-list";
                                };
                                key: string;
                                name: string;
                                readyRules: {
                                    key: string;
                                    spec: {
                                        audience?: {
                                            segments?: {
                                                exclude?: string[];
                                                include?: string[];
                                            };
                                            tags?: {
                                                exclude?: string[];
                                                include?: string[];
                                            };
                                            tiers?: string[];
                                        };
                                        award: {
                                            /** @enum {string} */
                                            kind: "per-money";
                                            perMinor: number;
                                            points: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "per-item";
                                            points: number;
                                        } | {
                                            expression: string;
                                            /** @enum {string} */
                                            kind: "per-line";
                                        } | {
                                            /** @enum {string} */
                                            kind: "per-order";
                                            points: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "fixed";
                                            points: number;
                                        } | {
                                            factor: string;
                                            /** @enum {string} */
                                            kind: "multiplier";
                                            of?: string[];
                                        } | {
                                            expression: string;
                                            /** @enum {string} */
                                            kind: "expression";
                                        };
                                        budget?: {
                                            /**
                                             * @default lifetime
                                             * @enum {string}
                                             */
                                            per: "day" | "week" | "month" | "year" | "lifetime";
                                            points?: number;
                                            times?: number;
                                        };
                                        cap?: {
                                            /** @enum {string} */
                                            per: "order" | "day" | "week" | "month" | "year" | "lifetime";
                                            points: number;
                                        };
                                        /** @default [] */
                                        caps: {
                                            /**
                                             * @default member
                                             * @enum {string}
                                             */
                                            of: "member" | "household" | "store";
                                            /** @enum {string} */
                                            per: "order" | "day" | "week" | "month" | "year" | "lifetime";
                                            points?: number;
                                            times?: number;
                                        }[];
                                        categories?: {
                                            exclude?: string[];
                                            include?: string[];
                                        };
                                        chance?: {
                                            percent: number;
                                        };
                                        channels?: {
                                            exclude?: string[];
                                            include?: string[];
                                        };
                                        currency: string;
                                        description?: string;
                                        expiry?: {
                                            days?: number;
                                            /** @enum {string} */
                                            kind: "rolling";
                                            months?: number;
                                        } | {
                                            day: number;
                                            /** @enum {string} */
                                            kind: "calendar-day";
                                            /** @default 0 */
                                            minimumMonths: number;
                                            month: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "month-end";
                                            months: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "year-end";
                                            years: number;
                                        } | {
                                            /** Format: date */
                                            date: string;
                                            /** @enum {string} */
                                            kind: "date";
                                        } | {
                                            days?: number;
                                            /** @enum {string} */
                                            kind: "inactivity";
                                            months?: number;
                                        };
                                        holdout?: {
                                            percent: number;
                                        };
                                        lines?: string;
                                        minimumBasketMinor?: number;
                                        name: string;
                                        /** @default order.placed */
                                        on: string;
                                        /** @default false */
                                        paused: boolean;
                                        pending?: {
                                            days: number;
                                            /** @enum {string} */
                                            kind: "delay";
                                        } | {
                                            /** Format: date */
                                            date: string;
                                            /** @enum {string} */
                                            kind: "date";
                                        } | {
                                            atLatestDays?: number;
                                            /** @enum {string} */
                                            kind: "fulfilment";
                                        };
                                        /** @default 0 */
                                        priority: number;
                                        products?: {
                                            exclude?: string[];
                                            include?: string[];
                                        };
                                        /**
                                         * @default floor
                                         * @enum {string}
                                         */
                                        rounding: "floor" | "ceiling" | "half-up" | "half-even" | "truncate";
                                        schedule?: {
                                            /**
                                             * Format: date-time
                                             * @example 2026-11-23T10:15:00Z
                                             */
                                            from?: string;
                                            hours?: {
                                                from: number;
                                                until: number;
                                            } | {
                                                from: number;
                                                until: number;
                                            }[];
                                            /**
                                             * Format: date-time
                                             * @example 2026-11-23T10:15:00Z
                                             */
                                            until?: string;
                                            weekdays?: number[];
                                        };
                                        /** @default false */
                                        shipping: boolean;
                                        stacking?: {
                                            group: string;
                                            /**
                                             * @default first
                                             * @enum {string}
                                             */
                                            mode: "first" | "best" | "all";
                                        };
                                        stores?: {
                                            exclude?: string[];
                                            include?: string[];
                                        };
                                        /** @default true */
                                        tax: boolean;
                                        when?: string;
                                    };
                                }[];
                                required: string[];
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the state of backups
         * @description Backups hold all organisations of the installation, so only signed-in staff of the organisation that runs it may ask. Copies are those in the folder of backups that this process sees; the newest comes first.
         *
         *     Permission: `staff`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            copies: {
                                bytes: number;
                                file: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                takenAt: string;
                            }[];
                            lastDrill: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                file: string;
                                ok: boolean;
                                problem: string | null;
                                rows: number | null;
                                seconds: number | null;
                                takenAt: string | null;
                            } | null;
                            lastRun: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                bytes: number | null;
                                file: string;
                                ok: boolean;
                                problem: string | null;
                                seconds: number | null;
                            } | null;
                            lastVerified: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                file: string;
                                ok: boolean;
                                problem: string | null;
                                rows: number | null;
                                seconds: number | null;
                                takenAt: string | null;
                            } | null;
                            schedule: {
                                drillDays: number;
                                everyHours: number;
                                keep: number;
                            } | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys, newest first
         * @description Permission: `manage`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keys: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                createdAt: string;
                                id: string;
                                lastUsedAt: string | null;
                                name: string;
                                prefix: string;
                                program: string | null;
                                revokedAt: string | null;
                                scopes: ("read" | "write" | "manage")[];
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create an API key
         * @description The secret is told in this reply and never again: a replay has an empty one.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        program?: string;
                        scopes: ("read" | "write" | "manage")[];
                    };
                };
            };
            responses: {
                /** @description Done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            createdAt: string;
                            id: string;
                            lastUsedAt: string | null;
                            name: string;
                            prefix: string;
                            program: string | null;
                            revokedAt: string | null;
                            scopes: ("read" | "write" | "manage")[];
                            /** @description Shown this once; only its hash is kept */
                            secret: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `idempotency_in_flight`: The first request with this key is still running */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key, everywhere within five seconds
         * @description Permission: `manage`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the programmes of the organisation
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            programs: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                createdAt: string;
                                currency: string | null;
                                key: string;
                                name: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                now: string;
                                release: number | null;
                                test: boolean;
                                timeZone: string | null;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a programme, empty or from a template
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        key: string;
                        name?: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-23T10:15:00Z
                         */
                        startsAt?: string;
                        template?: string;
                        /** @default false */
                        test?: boolean;
                    };
                };
            };
            responses: {
                /** @description Done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            createdAt: string;
                            currency: string | null;
                            key: string;
                            name: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            now: string;
                            release: number | null;
                            test: boolean;
                            timeZone: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `idempotency_in_flight`: The first request with this key is still running; `program_exists`: The organisation has a programme with this key; `clock_not_movable`: The clock of a live programme is not moved */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `definition_invalid`: The definition does not fit its kind; `release_invalid`: The definitions do not fit together; `clock_step_refused`: The clock cannot be moved there */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record an activity
         * @description Durable when answered: what was earned, balances, tier and distance to the next. An activity is idempotent for ever by its source, sourceId and type: the same body gets the first reply again, another body is a conflict. A return whose order has not come is parked (202) and applied when the order comes. With `ifRelease` it is recorded under that release or not at all: `quote_stale` carries a fresh `quote`.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen and change nothing */
                    dryRun?: "true" | "false";
                    /** @description Add every rule with its verdict */
                    explain?: "true" | "false";
                    /** @description Record it only while this release is in force, such as the one that a dry run named */
                    ifRelease?: number;
                    /** @description Only with dryRun, and only for who may manage: by the drafts, as if they were published now */
                    release?: "draft";
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        channel?: string;
                        data?: {
                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                        };
                        fulfilment?: {
                            order: string;
                            orderSource?: string;
                        };
                        member?: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-11-23T10:15:00Z
                         */
                        occurredAt: string;
                        order?: {
                            /** @example EUR */
                            currency: string;
                            discountMinor?: number;
                            lines: {
                                amountMinor?: number;
                                category?: string;
                                data?: {
                                    [key: string]: (string | number | boolean) | (string | number | boolean)[];
                                };
                                lineId: string;
                                name?: string;
                                /** @example 2 */
                                quantity: string;
                                sku: string;
                                taxMinor?: number;
                                /** @example 2.55 */
                                unitPrice: string;
                            }[];
                            shippingMinor?: number;
                            taxIncluded?: boolean;
                        };
                        return?: {
                            lines?: {
                                lineId?: string;
                                /** @example 2 */
                                quantity: string;
                                sku?: string;
                            }[];
                            order?: string;
                            orderSource?: string;
                            shippingMinor?: number;
                        };
                        source: string;
                        sourceId: string;
                        store?: string;
                        type: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            replayed: boolean;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description Done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            replayed: boolean;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            replayed: boolean;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `activity_conflict`: The activity was recorded before with other content; `program_unpublished`: The programme has no release yet; `quote_stale`: Another release is in force than the one quoted */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `activity_invalid`: The activity does not fit its type; `activity_type_unknown`: The programme does not know this activity type; `clock_refused`: The time of the activity is not acceptable; `currency_mismatch`: The order is in a currency that the programme does not use; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier; `release_invalid`: The definitions do not fit together; `return_exceeds_order`: More is returned than the order has left; `return_line_unknown`: The order has no such line */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/activities:batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record up to 1,000 activities
         * @description Each item has its own outcome, in the order of the items; one bad item never fails the others.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen and change nothing */
                    dryRun?: "true" | "false";
                    /** @description Add every rule with its verdict */
                    explain?: "true" | "false";
                    /** @description Only with dryRun, and only for who may manage: by the drafts, as if they were published now */
                    release?: "draft";
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        items: {
                            channel?: string;
                            data?: {
                                [key: string]: (string | number | boolean) | (string | number | boolean)[];
                            };
                            fulfilment?: {
                                order: string;
                                orderSource?: string;
                            };
                            member?: {
                                card?: string;
                                email?: string;
                                externalId?: string;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                id?: string;
                                phone?: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            occurredAt: string;
                            order?: {
                                /** @example EUR */
                                currency: string;
                                discountMinor?: number;
                                lines: {
                                    amountMinor?: number;
                                    category?: string;
                                    data?: {
                                        [key: string]: (string | number | boolean) | (string | number | boolean)[];
                                    };
                                    lineId: string;
                                    name?: string;
                                    /** @example 2 */
                                    quantity: string;
                                    sku: string;
                                    taxMinor?: number;
                                    /** @example 2.55 */
                                    unitPrice: string;
                                }[];
                                shippingMinor?: number;
                                taxIncluded?: boolean;
                            };
                            return?: {
                                lines?: {
                                    lineId?: string;
                                    /** @example 2 */
                                    quantity: string;
                                    sku?: string;
                                }[];
                                order?: string;
                                orderSource?: string;
                                shippingMinor?: number;
                            };
                            source: string;
                            sourceId: string;
                            store?: string;
                            type: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            outcomes: {
                                index: number;
                                problem?: {
                                    code: string;
                                    detail: string;
                                    field?: string;
                                    title: string;
                                };
                                reply?: {
                                    /** @description Null in a dry run */
                                    activity: string | null;
                                    balances: {
                                        available: number;
                                        currency: string;
                                        debt: number;
                                        held: number;
                                        lifetimeEarned: number;
                                        lifetimeSpent: number;
                                        pending: number;
                                    }[];
                                    cards?: {
                                        card: string;
                                        completed: number;
                                        expiresAt: string | null;
                                        name: string;
                                        size: number;
                                        stamps: number;
                                    }[];
                                    effects: {
                                        amount?: number;
                                        card?: string;
                                        currency?: string;
                                        desired?: number;
                                        /**
                                         * Format: date-time
                                         * @example 2026-11-23T10:15:00Z
                                         */
                                        expiresAt?: string;
                                        from?: string | null;
                                        held?: number;
                                        hold?: string;
                                        /** @enum {string} */
                                        kind: "points" | "tier" | "activity" | "value" | "card";
                                        ladder?: string;
                                        pending?: number;
                                        reason?: string;
                                        rounds?: number;
                                        rule?: string;
                                        stamps?: number;
                                        to?: string | null;
                                        transfer?: string;
                                        type?: string;
                                        verb?: string;
                                    }[];
                                    explain?: {
                                        applied: boolean;
                                        because: string[];
                                        calculation?: string;
                                        desired: number;
                                        granted: number;
                                        lines?: {
                                            amountMinor: number;
                                            lineId: string;
                                            points: number;
                                        }[];
                                        name: string;
                                        rule: string;
                                    }[];
                                    matches?: {
                                        lineId: string;
                                        order: string;
                                        orderSourceId: string;
                                        quantity: string;
                                        sku: string;
                                    }[];
                                    member: string | null;
                                    release?: number;
                                    replayed: boolean;
                                    /** @enum {string} */
                                    status: "recorded" | "parked" | "dry-run";
                                    tiers: {
                                        heldUntil: string | null;
                                        ladder: string;
                                        /** @enum {string} */
                                        metric: "spend" | "points" | "orders" | "visits";
                                        name: string | null;
                                        next: {
                                            missing: number;
                                            name: string;
                                            threshold: number;
                                            tier: string;
                                        } | null;
                                        tier: string | null;
                                        total: number;
                                    }[];
                                    unmatched?: {
                                        quantity: string;
                                        sku: string;
                                    }[];
                                };
                                status: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/activities:stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a stream of activities
         * @description One activity a line in, one outcome a line out, in the same order, while the stream runs.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/x-ndjson": string;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": string;
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/activities/{activity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an activity, and why it earned what it earned
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    explain?: "true" | "false";
                };
                header?: never;
                path: {
                    activity: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: string;
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            input: {
                                channel?: string;
                                command?: {
                                    [key: string]: unknown;
                                };
                                data?: {
                                    [key: string]: (string | number | boolean) | (string | number | boolean)[];
                                };
                                fulfilment?: {
                                    order: string;
                                    orderSource?: string;
                                };
                                member?: {
                                    card?: string;
                                    email?: string;
                                    externalId?: string;
                                    /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                    id?: string;
                                    phone?: string;
                                };
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                occurredAt: string;
                                order?: {
                                    /** @example EUR */
                                    currency: string;
                                    discountMinor?: number;
                                    lines: {
                                        amountMinor?: number;
                                        category?: string;
                                        data?: {
                                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                                        };
                                        lineId: string;
                                        name?: string;
                                        /** @example 2 */
                                        quantity: string;
                                        sku: string;
                                        taxMinor?: number;
                                        /** @example 2.55 */
                                        unitPrice: string;
                                    }[];
                                    shippingMinor?: number;
                                    taxIncluded?: boolean;
                                };
                                return?: {
                                    lines?: {
                                        lineId?: string;
                                        /** @example 2 */
                                        quantity: string;
                                        sku?: string;
                                    }[];
                                    order?: string;
                                    orderSource?: string;
                                    shippingMinor?: number;
                                };
                                source: string;
                                sourceId: string;
                                store?: string;
                                type: string;
                            };
                            left?: {
                                lineId: string;
                                quantity: string;
                            }[];
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            occurredAt: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            postedAt: string;
                            release: number;
                            source: string;
                            sourceId: string;
                            /** @enum {string} */
                            status: "recorded" | "parked";
                            type: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List adjustments that wait, or waited, for a second person, newest first
         * @description Permission: `manage`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "open" | "approved" | "rejected" | "expired";
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approvals: {
                                activity: string | null;
                                amount: number;
                                /** @example apr_5f6e2b7a7c3e8d1f0000000000000001 */
                                approval: string;
                                currency: string;
                                decidedAt: string | null;
                                decidedBy: string | null;
                                decisionReason: string | null;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt: string;
                                lotExpiresAt: string | null;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                requestedAt: string;
                                requestedBy: string;
                                /** @enum {string} */
                                state: "open" | "approved" | "rejected" | "expired";
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `cursor_invalid`: The cursor does not belong to this list */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/approvals/{approval}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an adjustment that somebody else asked for: it is carried out now
         * @description Once, however often it is sent. What the books refuse now (a frozen account, too little to take) is answered and leaves the request open.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    approval: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approval: {
                                activity: string | null;
                                amount: number;
                                /** @example apr_5f6e2b7a7c3e8d1f0000000000000001 */
                                approval: string;
                                currency: string;
                                decidedAt: string | null;
                                decidedBy: string | null;
                                decisionReason: string | null;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt: string;
                                lotExpiresAt: string | null;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                requestedAt: string;
                                requestedBy: string;
                                /** @enum {string} */
                                state: "open" | "approved" | "rejected" | "expired";
                            };
                            result: {
                                /** @description Null in a dry run */
                                activity: string | null;
                                balances: {
                                    available: number;
                                    currency: string;
                                    debt: number;
                                    held: number;
                                    lifetimeEarned: number;
                                    lifetimeSpent: number;
                                    pending: number;
                                }[];
                                cards?: {
                                    card: string;
                                    completed: number;
                                    expiresAt: string | null;
                                    name: string;
                                    size: number;
                                    stamps: number;
                                }[];
                                effects: {
                                    amount?: number;
                                    card?: string;
                                    currency?: string;
                                    desired?: number;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-23T10:15:00Z
                                     */
                                    expiresAt?: string;
                                    from?: string | null;
                                    held?: number;
                                    hold?: string;
                                    /** @enum {string} */
                                    kind: "points" | "tier" | "activity" | "value" | "card";
                                    ladder?: string;
                                    pending?: number;
                                    reason?: string;
                                    rounds?: number;
                                    rule?: string;
                                    stamps?: number;
                                    to?: string | null;
                                    transfer?: string;
                                    type?: string;
                                    verb?: string;
                                }[];
                                explain?: {
                                    applied: boolean;
                                    because: string[];
                                    calculation?: string;
                                    desired: number;
                                    granted: number;
                                    lines?: {
                                        amountMinor: number;
                                        lineId: string;
                                        points: number;
                                    }[];
                                    name: string;
                                    rule: string;
                                }[];
                                hold?: string;
                                matches?: {
                                    lineId: string;
                                    order: string;
                                    orderSourceId: string;
                                    quantity: string;
                                    sku: string;
                                }[];
                                member: string | null;
                                release?: number;
                                /** @enum {string} */
                                status: "recorded" | "parked" | "dry-run";
                                tiers: {
                                    heldUntil: string | null;
                                    ladder: string;
                                    /** @enum {string} */
                                    metric: "spend" | "points" | "orders" | "visits";
                                    name: string | null;
                                    next: {
                                        missing: number;
                                        name: string;
                                        threshold: number;
                                        tier: string;
                                    } | null;
                                    tier: string | null;
                                    total: number;
                                }[];
                                transfer?: string;
                                unmatched?: {
                                    quantity: string;
                                    sku: string;
                                }[];
                            };
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `approval_own`: Nobody approves what they asked for themselves; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `approval_decided`: The request was decided before, or its time is over; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `currency_not_offered`: The currency cannot be used for this; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/approvals/{approval}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject an adjustment that waits; who asked for it may withdraw it so
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    approval: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activity: string | null;
                            amount: number;
                            /** @example apr_5f6e2b7a7c3e8d1f0000000000000001 */
                            approval: string;
                            currency: string;
                            decidedAt: string | null;
                            decidedBy: string | null;
                            decisionReason: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            expiresAt: string;
                            lotExpiresAt: string | null;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            member: string;
                            reason: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            requestedAt: string;
                            requestedBy: string;
                            /** @enum {string} */
                            state: "open" | "approved" | "rejected" | "expired";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `approval_decided`: The request was decided before, or its time is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/backtests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List back-tests, newest first
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            backTests: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                askedAt: string;
                                askedBy: string;
                                compareWith: ("draft" | number) | null;
                                endedAt: string | null;
                                from: string | null;
                                id: string;
                                problem: string | null;
                                progress: {
                                    done: number;
                                    /** @enum {string} */
                                    phase: "waiting" | "reading" | "deciding" | "done";
                                    total: number | null;
                                };
                                release: "draft" | number;
                                /** @enum {string} */
                                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                to: string | null;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Try a release on what happened
         * @description Decides everything that happened in the window again by the release, in memory, and compares it with another one. Nothing is changed. The reply says where to look for progress and result; the newest fifty are kept.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        compareWith?: ("draft" | number) | null;
                        firstReward?: {
                            currency: string;
                            points: number;
                        };
                        /** Format: date */
                        from?: string;
                        /** @default draft */
                        release?: "draft" | number;
                        /** Format: date */
                        to?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            askedAt: string;
                            askedBy: string;
                            compareWith: ("draft" | number) | null;
                            endedAt: string | null;
                            from: string | null;
                            id: string;
                            problem: string | null;
                            progress: {
                                done: number;
                                /** @enum {string} */
                                phase: "waiting" | "reading" | "deciding" | "done";
                                total: number | null;
                            };
                            release: "draft" | number;
                            result: {
                                activities: number;
                                averageOrderMinor: number;
                                change: {
                                    deciles: {
                                        after: number;
                                        before: number;
                                        decile: number;
                                        least: number;
                                        members: number;
                                        most: number;
                                    }[];
                                    ladders: {
                                        down: number;
                                        ladder: string;
                                        up: number;
                                    }[];
                                    losers: number;
                                    same: number;
                                    /** @enum {string} */
                                    unit: "money" | "points";
                                    winners: number;
                                } | null;
                                compared: {
                                    costMinor: number;
                                    currencies: {
                                        costMinor: number;
                                        currency: string;
                                        expired: number;
                                        granted: number;
                                        grantedByOrders: number;
                                        liabilityMinor: number;
                                        outstanding: number;
                                        spent: number;
                                        takenBack: number;
                                    }[];
                                    firstReward: {
                                        currency: string;
                                        orders: number | null;
                                        points: number;
                                    } | null;
                                    giveBackE4: number | null;
                                    ladders: {
                                        ladder: string;
                                        tiers: {
                                            members: number;
                                            name: string | null;
                                            tier: string | null;
                                        }[];
                                    }[];
                                    liabilityMinor: number;
                                    refused: {
                                        activities: number;
                                        code: string;
                                    }[];
                                    release: number | null;
                                    rules: {
                                        budgeted: number;
                                        budgetedPoints: number;
                                        capped: number;
                                        cappedPoints: number;
                                        costMinor: number;
                                        currency: string;
                                        granted: number;
                                        rule: string;
                                        times: number;
                                    }[];
                                } | null;
                                decideMs: number;
                                /** Format: date */
                                from: string;
                                leaned: {
                                    decisions: number;
                                    fact: string;
                                }[];
                                members: number;
                                /** @example EUR */
                                money: string;
                                netSalesMinor: number;
                                orders: number;
                                ordersPerSecond: number;
                                readMs: number;
                                sampledE4: number;
                                tested: {
                                    costMinor: number;
                                    currencies: {
                                        costMinor: number;
                                        currency: string;
                                        expired: number;
                                        granted: number;
                                        grantedByOrders: number;
                                        liabilityMinor: number;
                                        outstanding: number;
                                        spent: number;
                                        takenBack: number;
                                    }[];
                                    firstReward: {
                                        currency: string;
                                        orders: number | null;
                                        points: number;
                                    } | null;
                                    giveBackE4: number | null;
                                    ladders: {
                                        ladder: string;
                                        tiers: {
                                            members: number;
                                            name: string | null;
                                            tier: string | null;
                                        }[];
                                    }[];
                                    liabilityMinor: number;
                                    refused: {
                                        activities: number;
                                        code: string;
                                    }[];
                                    release: number | null;
                                    rules: {
                                        budgeted: number;
                                        budgetedPoints: number;
                                        capped: number;
                                        cappedPoints: number;
                                        costMinor: number;
                                        currency: string;
                                        granted: number;
                                        rule: string;
                                        times: number;
                                    }[];
                                };
                                /** Format: date */
                                to: string;
                            } | null;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            to: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/backtests/{backTest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a back-test: how far it is, and its result
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    backTest: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            askedAt: string;
                            askedBy: string;
                            compareWith: ("draft" | number) | null;
                            endedAt: string | null;
                            from: string | null;
                            id: string;
                            problem: string | null;
                            progress: {
                                done: number;
                                /** @enum {string} */
                                phase: "waiting" | "reading" | "deciding" | "done";
                                total: number | null;
                            };
                            release: "draft" | number;
                            result: {
                                activities: number;
                                averageOrderMinor: number;
                                change: {
                                    deciles: {
                                        after: number;
                                        before: number;
                                        decile: number;
                                        least: number;
                                        members: number;
                                        most: number;
                                    }[];
                                    ladders: {
                                        down: number;
                                        ladder: string;
                                        up: number;
                                    }[];
                                    losers: number;
                                    same: number;
                                    /** @enum {string} */
                                    unit: "money" | "points";
                                    winners: number;
                                } | null;
                                compared: {
                                    costMinor: number;
                                    currencies: {
                                        costMinor: number;
                                        currency: string;
                                        expired: number;
                                        granted: number;
                                        grantedByOrders: number;
                                        liabilityMinor: number;
                                        outstanding: number;
                                        spent: number;
                                        takenBack: number;
                                    }[];
                                    firstReward: {
                                        currency: string;
                                        orders: number | null;
                                        points: number;
                                    } | null;
                                    giveBackE4: number | null;
                                    ladders: {
                                        ladder: string;
                                        tiers: {
                                            members: number;
                                            name: string | null;
                                            tier: string | null;
                                        }[];
                                    }[];
                                    liabilityMinor: number;
                                    refused: {
                                        activities: number;
                                        code: string;
                                    }[];
                                    release: number | null;
                                    rules: {
                                        budgeted: number;
                                        budgetedPoints: number;
                                        capped: number;
                                        cappedPoints: number;
                                        costMinor: number;
                                        currency: string;
                                        granted: number;
                                        rule: string;
                                        times: number;
                                    }[];
                                } | null;
                                decideMs: number;
                                /** Format: date */
                                from: string;
                                leaned: {
                                    decisions: number;
                                    fact: string;
                                }[];
                                members: number;
                                /** @example EUR */
                                money: string;
                                netSalesMinor: number;
                                orders: number;
                                ordersPerSecond: number;
                                readMs: number;
                                sampledE4: number;
                                tested: {
                                    costMinor: number;
                                    currencies: {
                                        costMinor: number;
                                        currency: string;
                                        expired: number;
                                        granted: number;
                                        grantedByOrders: number;
                                        liabilityMinor: number;
                                        outstanding: number;
                                        spent: number;
                                        takenBack: number;
                                    }[];
                                    firstReward: {
                                        currency: string;
                                        orders: number | null;
                                        points: number;
                                    } | null;
                                    giveBackE4: number | null;
                                    ladders: {
                                        ladder: string;
                                        tiers: {
                                            members: number;
                                            name: string | null;
                                            tier: string | null;
                                        }[];
                                    }[];
                                    liabilityMinor: number;
                                    refused: {
                                        activities: number;
                                        code: string;
                                    }[];
                                    release: number | null;
                                    rules: {
                                        budgeted: number;
                                        budgetedPoints: number;
                                        capped: number;
                                        cappedPoints: number;
                                        costMinor: number;
                                        currency: string;
                                        granted: number;
                                        rule: string;
                                        times: number;
                                    }[];
                                };
                                /** Format: date */
                                to: string;
                            } | null;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            to: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/backtests/{backTest}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a back-test; one that has ended stays as it is
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    backTest: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            askedAt: string;
                            askedBy: string;
                            compareWith: ("draft" | number) | null;
                            endedAt: string | null;
                            from: string | null;
                            id: string;
                            problem: string | null;
                            progress: {
                                done: number;
                                /** @enum {string} */
                                phase: "waiting" | "reading" | "deciding" | "done";
                                total: number | null;
                            };
                            release: "draft" | number;
                            result: {
                                activities: number;
                                averageOrderMinor: number;
                                change: {
                                    deciles: {
                                        after: number;
                                        before: number;
                                        decile: number;
                                        least: number;
                                        members: number;
                                        most: number;
                                    }[];
                                    ladders: {
                                        down: number;
                                        ladder: string;
                                        up: number;
                                    }[];
                                    losers: number;
                                    same: number;
                                    /** @enum {string} */
                                    unit: "money" | "points";
                                    winners: number;
                                } | null;
                                compared: {
                                    costMinor: number;
                                    currencies: {
                                        costMinor: number;
                                        currency: string;
                                        expired: number;
                                        granted: number;
                                        grantedByOrders: number;
                                        liabilityMinor: number;
                                        outstanding: number;
                                        spent: number;
                                        takenBack: number;
                                    }[];
                                    firstReward: {
                                        currency: string;
                                        orders: number | null;
                                        points: number;
                                    } | null;
                                    giveBackE4: number | null;
                                    ladders: {
                                        ladder: string;
                                        tiers: {
                                            members: number;
                                            name: string | null;
                                            tier: string | null;
                                        }[];
                                    }[];
                                    liabilityMinor: number;
                                    refused: {
                                        activities: number;
                                        code: string;
                                    }[];
                                    release: number | null;
                                    rules: {
                                        budgeted: number;
                                        budgetedPoints: number;
                                        capped: number;
                                        cappedPoints: number;
                                        costMinor: number;
                                        currency: string;
                                        granted: number;
                                        rule: string;
                                        times: number;
                                    }[];
                                } | null;
                                decideMs: number;
                                /** Format: date */
                                from: string;
                                leaned: {
                                    decisions: number;
                                    fact: string;
                                }[];
                                members: number;
                                /** @example EUR */
                                money: string;
                                netSalesMinor: number;
                                orders: number;
                                ordersPerSecond: number;
                                readMs: number;
                                sampledE4: number;
                                tested: {
                                    costMinor: number;
                                    currencies: {
                                        costMinor: number;
                                        currency: string;
                                        expired: number;
                                        granted: number;
                                        grantedByOrders: number;
                                        liabilityMinor: number;
                                        outstanding: number;
                                        spent: number;
                                        takenBack: number;
                                    }[];
                                    firstReward: {
                                        currency: string;
                                        orders: number | null;
                                        points: number;
                                    } | null;
                                    giveBackE4: number | null;
                                    ladders: {
                                        ladder: string;
                                        tiers: {
                                            members: number;
                                            name: string | null;
                                            tier: string | null;
                                        }[];
                                    }[];
                                    liabilityMinor: number;
                                    refused: {
                                        activities: number;
                                        code: string;
                                    }[];
                                    release: number | null;
                                    rules: {
                                        budgeted: number;
                                        budgetedPoints: number;
                                        capped: number;
                                        cappedPoints: number;
                                        costMinor: number;
                                        currency: string;
                                        granted: number;
                                        rule: string;
                                        times: number;
                                    }[];
                                };
                                /** Format: date */
                                to: string;
                            } | null;
                            /** @enum {string} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            to: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/causes/{cause}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a cause was given, and holds
         * @description Exact, from the books: what has arrived, and what of it has not ended.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    cause: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cause: string;
                            donations: number;
                            name: string;
                            totals: {
                                currency: string;
                                holds: number;
                                received: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the clock of a test programme forward
         * @description Answers when everything that time brings has been done, day by day: what became available or expired, holds that lapsed, warnings, birthdays and tiers that ended. Every process follows at once. A live programme refuses.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-23T10:15:00Z
                         */
                        to: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            createdAt: string;
                            currency: string | null;
                            key: string;
                            name: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            now: string;
                            release: number | null;
                            test: boolean;
                            timeZone: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `clock_not_movable`: The clock of a live programme is not moved */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `clock_step_refused`: The clock cannot be moved there */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the drafts of definitions
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    kind?: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            definitions: {
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                                revision: number;
                                spec: {
                                    [key: string]: unknown;
                                };
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                updatedAt: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/definitions:apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the drafts what a set of definitions says, all or nothing
         * @description The base names the revisions that the set was made from; what is otherwise now is drift, and refused. Drafts that the set does not have stay unless `remove` is true. Nothing changes for members until the drafts are published.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        base?: {
                            key: string;
                            /** @enum {string} */
                            kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            revision: number;
                        }[];
                        definitions: {
                            key: string;
                            /** @enum {string} */
                            kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            spec: {
                                [key: string]: unknown;
                            };
                        }[];
                        /** @default false */
                        remove?: boolean;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            revisions: {
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                                revision: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `edit_conflict`: Somebody else changed it first */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `edit_unconditional`: The edit does not say what it is based on */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/definitions:plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what applying a set of definitions would change
         * @description Writes nothing: differences down to the field, what drifted since the base, and every problem.
         *
         *     Permission: `read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        base?: {
                            key: string;
                            /** @enum {string} */
                            kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            revision: number;
                        }[];
                        definitions: {
                            key: string;
                            /** @enum {string} */
                            kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            spec: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            drift: {
                                base: number | null;
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                                revision: number | null;
                            }[];
                            problems: {
                                code: string;
                                field: string | null;
                                key: string;
                                kind: string;
                                message: string;
                            }[];
                            revisions: {
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                                revision: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/definitions/{kind}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the draft of a definition
         * @description The ETag of the reply is what an edit sends as If-Match.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                    kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: string;
                            /** @enum {string} */
                            kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            revision: number;
                            spec: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            updatedAt: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Create or replace the draft of a definition
         * @description Replacing needs If-Match. Nothing changes for members until the drafts are published.
         *
         *     Permission: `manage`.
         */
        put: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    key: string;
                    kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        spec: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: string;
                            /** @enum {string} */
                            kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            revision: number;
                            spec: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            updatedAt: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `edit_conflict`: Somebody else changed it first */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `definition_invalid`: The definition does not fit its kind; `rule_invalid`: The expression is not valid */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `edit_unconditional`: The edit does not say what it is based on */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Remove the draft of a definition
         * @description Needs If-Match. Releases that hold the definition stay as they are.
         *
         *     Permission: `manage`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    key: string;
                    kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": null;
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `edit_conflict`: Somebody else changed it first */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `edit_unconditional`: The edit does not say what it is based on */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/definitions/{kind}/{key}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who changed a definition, and when, newest first
         * @description Edits of its draft with the draft as each left it, and the releases that changed it.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    key: string;
                    kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            history: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                by: string;
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                note: string;
                                number: number | null;
                                revision: number | null;
                                spec: {
                                    [key: string]: unknown;
                                } | null;
                                /** @enum {string} */
                                what: "edit" | "release";
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `cursor_invalid`: The cursor does not belong to this list */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/earning-rules/{rule}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an earning rule at once
         * @description Publishes a release that differs from the one in force in this rule only: drafts wait on, and the draft of the rule is changed alike. In force everywhere within two seconds. Where the rule stands so already, nothing is published.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                    rule: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            paused: boolean;
                            release: number;
                            rule: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/earning-rules/{rule}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused earning rule give again
         * @description Publishes a release that differs from the one in force in this rule only: drafts wait on, and the draft of the rule is changed alike. In force everywhere within two seconds. Where the rule stands so already, nothing is published.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                    rule: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            paused: boolean;
                            release: number;
                            rule: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/expressions:check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at an expression of a definition before saving it
         * @description Answers with the text, the condition that it says for a visual builder, what saving would refuse, and what the expression may read. Changes nothing.
         *
         *     Permission: `read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @example earning-rule.when */
                        kind: string;
                        model?: components["schemas"]["ConditionModelInput"];
                        on?: string;
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            facts: components["schemas"]["FactNode"][];
                            /** @enum {string} */
                            gives: "bool" | "int" | "decimal" | "string" | "money";
                            model: components["schemas"]["ConditionModel"] | null;
                            problems: {
                                message: string;
                                position: {
                                    column: number;
                                    length: number;
                                    line: number;
                                    offset: number;
                                } | null;
                            }[];
                            text: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `definition_invalid`: The definition does not fit its kind */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/gift-cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a gift card of a stored value
         * @description The answer tells the code; nobody can read it later. A repeat with the same key of the same credential tells it again. The key is a secret of the card: send a fresh UUID.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        currency: string;
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            card: string;
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            code?: string;
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/gift-cards/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block a gift card: nothing leaves it any more
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        card: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            card: string;
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential; `gift_card_unknown`: No gift card can be used by this */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/gift-cards/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a gift card a member’s own
         * @description What is left on it becomes stored value of the member, once; what still comes back to the card follows.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        member: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            card: string;
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential; `gift_card_unknown`: No gift card can be used by this */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/gift-cards/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask what is on a gift card
         * @description A code that nobody has, a mistyped one and that of a blocked or claimed card get one answer.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            available: number;
                            card: string;
                            currency: string;
                            expiresAt: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            issuedAt: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential; `gift_card_unknown`: No gift card can be used by this */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/gift-cards/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay with a gift card
         * @description The answer names the card: a return goes back to it, and needs no code.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        code: string;
                        money?: {
                            amountMinor: number;
                            /** @example EUR */
                            currency: string;
                        };
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            card: string;
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential; `gift_card_unknown`: No gift card can be used by this */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/gift-cards/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back to a gift card what was paid with it
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount?: number;
                        card: string;
                        reason: string;
                        spend: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            card: string;
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential; `gift_card_unknown`: No gift card can be used by this */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `spend_exceeded`: More is given back than was spent; `spend_unknown`: The member has no such spend */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or search members with their balances and tiers
         * @description `query` is the start of an identifier or a name. Without it: everybody, newest first.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            members: {
                                balances: {
                                    available: number;
                                    currency: string;
                                    debt: number;
                                    held: number;
                                    lifetimeEarned: number;
                                    lifetimeSpent: number;
                                    pending: number;
                                }[];
                                card: string | null;
                                email: string | null;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                enrolledAt: string;
                                externalId: string | null;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                id: string;
                                name: string | null;
                                phone: string | null;
                                /** @enum {string} */
                                status: "active" | "closed";
                                tiers: {
                                    heldUntil: string | null;
                                    ladder: string;
                                    /** @enum {string} */
                                    metric: "spend" | "points" | "orders" | "visits";
                                    name: string | null;
                                    next: {
                                        missing: number;
                                        name: string;
                                        threshold: number;
                                        tier: string;
                                    } | null;
                                    tier: string | null;
                                    total: number;
                                }[];
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `cursor_invalid`: The cursor does not belong to this list */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Enrol a member
         * @description Recorded as an activity `member.enrolled`, so that rules may welcome the member.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributes?: {
                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                        };
                        card?: string;
                        email?: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-23T10:15:00Z
                         */
                        enrolledAt?: string;
                        externalId?: string;
                        name?: string;
                        phone?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: {
                                mergedInto: string | null;
                                /** @enum {string} */
                                state: "open" | "frozen" | "closed";
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            at: string;
                            attributes: {
                                [key: string]: (string | number | boolean) | (string | number | boolean)[];
                            };
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            card: string | null;
                            cards: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            email: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            enrolledAt: string;
                            expiring: {
                                currency: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt: string;
                                points: number;
                            }[];
                            externalId: string | null;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id: string;
                            lots: {
                                activity: string | null;
                                amount: number;
                                availableAt: string | null;
                                currency: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                earnedAt: string;
                                expiresAt: string | null;
                                held: number;
                                reason: string;
                                remaining: number;
                                rule: string | null;
                                seq: number;
                                /** @enum {string} */
                                state: "pending" | "active" | "spent" | "expired";
                            }[];
                            name: string | null;
                            phone: string | null;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            redirectedFrom?: string;
                            release: number;
                            revision: number;
                            /** @enum {string} */
                            status: "active" | "closed";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `identifier_taken`: Another member has this identifier; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `identifier_invalid`: The identifier is not of its kind; `clock_refused`: The time of the activity is not acceptable */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a member: balances, tiers, lots and what expires
         * @description The member is named by `mem_...`, or by `externalId:`, `email:`, `phone:` or `card:` and the value. `at` tells balances, tiers and lots of a past instant by what is known now, or of a future one if nothing else happens; a tier is that of the whole day. The ETag of the reply is what an edit sends as If-Match.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    at?: string;
                };
                header?: never;
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: {
                                mergedInto: string | null;
                                /** @enum {string} */
                                state: "open" | "frozen" | "closed";
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            at: string;
                            attributes: {
                                [key: string]: (string | number | boolean) | (string | number | boolean)[];
                            };
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            card: string | null;
                            cards: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            email: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            enrolledAt: string;
                            expiring: {
                                currency: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt: string;
                                points: number;
                            }[];
                            externalId: string | null;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id: string;
                            lots: {
                                activity: string | null;
                                amount: number;
                                availableAt: string | null;
                                currency: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                earnedAt: string;
                                expiresAt: string | null;
                                held: number;
                                reason: string;
                                remaining: number;
                                rule: string | null;
                                seq: number;
                                /** @enum {string} */
                                state: "pending" | "active" | "spent" | "expired";
                            }[];
                            name: string | null;
                            phone: string | null;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            redirectedFrom?: string;
                            release: number;
                            revision: number;
                            /** @enum {string} */
                            status: "active" | "closed";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change name, attributes and identifiers of a member
         * @description The member is named by `mem_...`, or by `externalId:`, `email:`, `phone:` or `card:` and the value. Needs If-Match. What is absent stays, null removes, attributes are replaced as a whole.
         *
         *     Permission: `write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributes?: {
                            [key: string]: (string | number | boolean) | (string | number | boolean)[];
                        };
                        card?: string | null;
                        email?: string | null;
                        externalId?: string | null;
                        name?: string | null;
                        phone?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: {
                                mergedInto: string | null;
                                /** @enum {string} */
                                state: "open" | "frozen" | "closed";
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            at: string;
                            attributes: {
                                [key: string]: (string | number | boolean) | (string | number | boolean)[];
                            };
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            card: string | null;
                            cards: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            email: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            enrolledAt: string;
                            expiring: {
                                currency: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt: string;
                                points: number;
                            }[];
                            externalId: string | null;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id: string;
                            lots: {
                                activity: string | null;
                                amount: number;
                                availableAt: string | null;
                                currency: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                earnedAt: string;
                                expiresAt: string | null;
                                held: number;
                                reason: string;
                                remaining: number;
                                rule: string | null;
                                seq: number;
                                /** @enum {string} */
                                state: "pending" | "active" | "spent" | "expired";
                            }[];
                            name: string | null;
                            phone: string | null;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            redirectedFrom?: string;
                            release: number;
                            revision: number;
                            /** @enum {string} */
                            status: "active" | "closed";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `identifier_taken`: Another member has this identifier; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `edit_conflict`: Somebody else changed it first */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `identifier_invalid`: The identifier is not of its kind */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `edit_unconditional`: The edit does not say what it is based on */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a member did, latest first
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activities: {
                                activity: string;
                                effects: {
                                    amount?: number;
                                    card?: string;
                                    currency?: string;
                                    desired?: number;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-23T10:15:00Z
                                     */
                                    expiresAt?: string;
                                    from?: string | null;
                                    held?: number;
                                    hold?: string;
                                    /** @enum {string} */
                                    kind: "points" | "tier" | "activity" | "value" | "card";
                                    ladder?: string;
                                    pending?: number;
                                    reason?: string;
                                    rounds?: number;
                                    rule?: string;
                                    stamps?: number;
                                    to?: string | null;
                                    transfer?: string;
                                    type?: string;
                                    verb?: string;
                                }[];
                                explain?: {
                                    applied: boolean;
                                    because: string[];
                                    calculation?: string;
                                    desired: number;
                                    granted: number;
                                    lines?: {
                                        amountMinor: number;
                                        lineId: string;
                                        points: number;
                                    }[];
                                    name: string;
                                    rule: string;
                                }[];
                                input: {
                                    channel?: string;
                                    command?: {
                                        [key: string]: unknown;
                                    };
                                    data?: {
                                        [key: string]: (string | number | boolean) | (string | number | boolean)[];
                                    };
                                    fulfilment?: {
                                        order: string;
                                        orderSource?: string;
                                    };
                                    member?: {
                                        card?: string;
                                        email?: string;
                                        externalId?: string;
                                        /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                        id?: string;
                                        phone?: string;
                                    };
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-23T10:15:00Z
                                     */
                                    occurredAt: string;
                                    order?: {
                                        /** @example EUR */
                                        currency: string;
                                        discountMinor?: number;
                                        lines: {
                                            amountMinor?: number;
                                            category?: string;
                                            data?: {
                                                [key: string]: (string | number | boolean) | (string | number | boolean)[];
                                            };
                                            lineId: string;
                                            name?: string;
                                            /** @example 2 */
                                            quantity: string;
                                            sku: string;
                                            taxMinor?: number;
                                            /** @example 2.55 */
                                            unitPrice: string;
                                        }[];
                                        shippingMinor?: number;
                                        taxIncluded?: boolean;
                                    };
                                    return?: {
                                        lines?: {
                                            lineId?: string;
                                            /** @example 2 */
                                            quantity: string;
                                            sku?: string;
                                        }[];
                                        order?: string;
                                        orderSource?: string;
                                        shippingMinor?: number;
                                    };
                                    source: string;
                                    sourceId: string;
                                    store?: string;
                                    type: string;
                                };
                                left?: {
                                    lineId: string;
                                    quantity: string;
                                }[];
                                matches?: {
                                    lineId: string;
                                    order: string;
                                    orderSourceId: string;
                                    quantity: string;
                                    sku: string;
                                }[];
                                member: string | null;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                occurredAt: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                postedAt: string;
                                release: number;
                                source: string;
                                sourceId: string;
                                /** @enum {string} */
                                status: "recorded" | "parked";
                                type: string;
                                unmatched?: {
                                    quantity: string;
                                    sku: string;
                                }[];
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `cursor_invalid`: The cursor does not belong to this list */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a member something, or take something, by hand
         * @description The reason is kept with the activity. What one person adjusts for a member within 24 hours counts towards the currency's `adjustmentAlone`; what is above it is not carried out but waits 7 days for a second person (202). Nobody adjusts their own account.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        currency: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-23T10:15:00Z
                         */
                        expiresAt?: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description Done */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approval: string | null;
                            preview?: {
                                /** @description Null in a dry run */
                                activity: string | null;
                                balances: {
                                    available: number;
                                    currency: string;
                                    debt: number;
                                    held: number;
                                    lifetimeEarned: number;
                                    lifetimeSpent: number;
                                    pending: number;
                                }[];
                                cards?: {
                                    card: string;
                                    completed: number;
                                    expiresAt: string | null;
                                    name: string;
                                    size: number;
                                    stamps: number;
                                }[];
                                effects: {
                                    amount?: number;
                                    card?: string;
                                    currency?: string;
                                    desired?: number;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-23T10:15:00Z
                                     */
                                    expiresAt?: string;
                                    from?: string | null;
                                    held?: number;
                                    hold?: string;
                                    /** @enum {string} */
                                    kind: "points" | "tier" | "activity" | "value" | "card";
                                    ladder?: string;
                                    pending?: number;
                                    reason?: string;
                                    rounds?: number;
                                    rule?: string;
                                    stamps?: number;
                                    to?: string | null;
                                    transfer?: string;
                                    type?: string;
                                    verb?: string;
                                }[];
                                explain?: {
                                    applied: boolean;
                                    because: string[];
                                    calculation?: string;
                                    desired: number;
                                    granted: number;
                                    lines?: {
                                        amountMinor: number;
                                        lineId: string;
                                        points: number;
                                    }[];
                                    name: string;
                                    rule: string;
                                }[];
                                hold?: string;
                                matches?: {
                                    lineId: string;
                                    order: string;
                                    orderSourceId: string;
                                    quantity: string;
                                    sku: string;
                                }[];
                                member: string | null;
                                release?: number;
                                /** @enum {string} */
                                status: "recorded" | "parked" | "dry-run";
                                tiers: {
                                    heldUntil: string | null;
                                    ladder: string;
                                    /** @enum {string} */
                                    metric: "spend" | "points" | "orders" | "visits";
                                    name: string | null;
                                    next: {
                                        missing: number;
                                        name: string;
                                        threshold: number;
                                        tier: string;
                                    } | null;
                                    tier: string | null;
                                    total: number;
                                }[];
                                transfer?: string;
                                unmatched?: {
                                    quantity: string;
                                    sku: string;
                                }[];
                            };
                            /** @enum {string} */
                            status: "awaiting-approval";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close an account: holds are cancelled, what is left is forfeited
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/donations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give to a cause
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        cause: string;
                        currency: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange one currency for another
         * @description At the rate that the currency definition offers, in whole steps of it.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        from: string;
                        to: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `exchange_not_offered`: The programme does not exchange these currencies */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give lots a later end
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        currency: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-23T10:15:00Z
                         */
                        expiresAt: string;
                        lots?: number[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Freeze the value of an account: nothing may leave it
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the holds of a member, latest first
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            holds: {
                                closedAt: string | null;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt: string;
                                /** @example hld_01933f6e2b7a7c3e8d1f000000000001 */
                                hold: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                openedAt: string;
                                parts: {
                                    amount: number;
                                    captured: number;
                                    currency: string;
                                }[];
                                reference: string | null;
                                /** @enum {string} */
                                state: "open" | "captured" | "cancelled" | "lapsed";
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `identifier_invalid`: The identifier is not of its kind */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Hold what a checkout is about to spend
         * @description What is held cannot be spent otherwise, and is free again when the hold lapses.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        parts: {
                            amount: number;
                            currency: string;
                        }[];
                        reference?: string;
                        /** @default 900 */
                        ttlSeconds?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/holds/{hold}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a hold
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    hold: string;
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `hold_closed`: The hold was captured or cancelled before */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `hold_expired`: The hold lapsed */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/holds/{hold}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Spend what is held, or a part of it
         * @description Once: the rest is free again, and the hold is closed.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    hold: string;
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        money?: {
                            amountMinor: number;
                            /** @example EUR */
                            currency: string;
                        };
                        parts?: {
                            amount: number;
                            currency: string;
                        }[];
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `hold_closed`: The hold was captured or cancelled before */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `hold_expired`: The hold lapsed */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `hold_exceeded`: More is captured than was held */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a member's journal, newest first
         * @description The member is named by `mem_...`, or by `externalId:`, `email:`, `phone:` or `card:` and the value.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: string | null;
                            rows: {
                                activity: string | null;
                                activityType: string | null;
                                amount: number;
                                change: number;
                                credit: string;
                                currency: string;
                                debit: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                effectiveAt: string;
                                expiresAt: string | null;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                postedAt: string;
                                reason: string;
                                release: number;
                                rule: string | null;
                                seq: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `cursor_invalid`: The cursor does not belong to this list */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge a member into another one
         * @description Value, debt and what counts towards tiers go over; what still arrives, such as returns of old orders, follows. The old id and identifiers find the other member from then on. Holds have to be captured or cancelled before.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        into: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/spends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Spend what a member has
         * @description From one or several currencies at once, all or nothing; `money` notes what was paid beside it. The lots that end soonest are taken first.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        money?: {
                            amountMinor: number;
                            /** @example EUR */
                            currency: string;
                        };
                        parts: {
                            amount: number;
                            currency: string;
                        }[];
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/spends/{spend}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back a spend, or a part of it
         * @description Names the activity of the spend or of the capture. Points go back to the lots they came from; what has ended meanwhile lives on for the days that the currency says. An open debt is paid first.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                    spend: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        parts?: {
                            amount: number;
                            currency: string;
                        }[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `spend_exceeded`: More is given back than was spent; `spend_unknown`: The member has no such spend */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a member's statement: opening, every movement with its cause, closing
         * @description Days are calendar days of the programme, both ends included; default: the 90 days that end today. Opening + the changes of all movements = closing. What time has brought and no job has posted stands in it like what is posted. `format=csv` gives a spreadsheet (RFC 4180, formulas disarmed), `format=html` a page to print; `lang` is the language of causes and of the page.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    currency?: string;
                    format?: "json" | "csv" | "html";
                    from?: string;
                    lang?: "en" | "fa";
                    to?: string;
                };
                header?: never;
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currencies: {
                                closing: {
                                    available: number;
                                    debt: number;
                                    held: number;
                                    pending: number;
                                    total: number;
                                };
                                currency: string;
                                movements: {
                                    activity: string;
                                    activityType: string | null;
                                    /**
                                     * Format: date-time
                                     * @example 2026-11-23T10:15:00Z
                                     */
                                    at: string;
                                    availableChange: number;
                                    cause: string;
                                    change: number;
                                    note: string | null;
                                    posted: boolean;
                                    reason: string;
                                    rule: string | null;
                                    source: string | null;
                                    sourceId: string | null;
                                    total: number;
                                }[];
                                name: string;
                                opening: {
                                    available: number;
                                    debt: number;
                                    held: number;
                                    pending: number;
                                    total: number;
                                };
                                scale: number;
                            }[];
                            /** Format: date */
                            from: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            member: string;
                            name: string | null;
                            program: string;
                            programName: string;
                            timeZone: string;
                            /** Format: date */
                            to: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `currency_not_offered`: The currency cannot be used for this; `query_invalid`: The query does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay money into a stored value
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        currency: string;
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a member sent to others and received, latest first
         * @description The latest 200.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            transfers: {
                                amount: number;
                                closedAt: string | null;
                                currency: string;
                                debt: number;
                                /** @enum {string} */
                                direction: "sent" | "received";
                                /** @enum {string} */
                                kind: "gift" | "pool" | "donation" | "merge" | "gift-card";
                                message: string | null;
                                party: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                sentAt: string;
                                /** @enum {string} */
                                state: "sent" | "delivered" | "returned";
                                /** @example trf_01933f6e2b7a7c3e8d1f000000000001 */
                                transfer: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `identifier_invalid`: The identifier is not of its kind */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Give points to another member
         * @description Off unless the currency has `transfer`, which sets the limits. What is given keeps the dates of its lots. It arrives right after; `GET` tells its state.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        currency: string;
                        message?: string;
                        to: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `transfer_limit`: The limit for giving points away is reached; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/unfreeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift a freeze
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a merge
         * @description What is left of the lots that came over goes back, and identifiers name the old member again. What was spent, and a debt that went over, stays where it is.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/{member}/write-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a debt
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    member: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount?: number;
                        currency: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Freeze the value of up to 1,000 members: nothing may leave it
         * @description Each member has an outcome, in the order of the list; one that cannot be reached never fails the others. A repeat with the same key reaches only those whom the first time did not.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        members: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        }[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            outcomes: {
                                index: number;
                                member: string | null;
                                problem?: {
                                    code: string;
                                    detail: string;
                                    field?: string;
                                    title: string;
                                };
                                status: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/members/unfreeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift the freeze of up to 1,000 members
         * @description Each member has an outcome, in the order of the list; one that cannot be reached never fails the others. A repeat with the same key reaches only those whom the first time did not.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        members: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        }[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            outcomes: {
                                index: number;
                                member: string | null;
                                problem?: {
                                    code: string;
                                    detail: string;
                                    field?: string;
                                    title: string;
                                };
                                status: number;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how a programme is doing
         * @description Days are calendar days of the programme, both ends included. Default: the 90 days that end today; where nothing has happened for longer than that, as in an imported history, the 90 that end with the last day that has activity. Days before the first one with activity are left out. Members, liability and tiers are those at the end of the period; active are the members with an activity in the last 30 days, counted back from the same day as the default. Points are those of the programme's first currency: issued is what was earned less what was taken back. Liability in money is that of all currencies.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            active: number;
                            days: {
                                /** Format: date */
                                day: string;
                                enrolled: number;
                                issued: number;
                                liability: number;
                                orders: number;
                                spent: number;
                            }[];
                            issued: number;
                            liabilityMinor: number;
                            liabilityPoints: number;
                            members: number;
                            moneyCurrency: string;
                            name: string;
                            orders: number;
                            program: string;
                            spent: number;
                            tiers: {
                                ladder: string;
                                name: string;
                                tiers: {
                                    members: number;
                                    name: string | null;
                                    tier: string | null;
                                }[];
                            }[];
                            unit: {
                                one: string;
                                other: string;
                            } | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `query_invalid`: The query does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List closed months, and the one that comes next
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: {
                                /** @example 2026-11 */
                                month: string;
                                over: boolean;
                            } | null;
                            periods: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                closedAt: string;
                                closedBy: string;
                                /** @example 2026-11 */
                                month: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/periods/{month}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a month: its accounts never change again
         * @description Only a month that is over in the programme’s time zone, and only after all months before it. It cannot be opened again: what is posted for it later is shown, and counted, in the first open month.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    month: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            closedAt: string;
                            closedBy: string;
                            /** @example 2026-11 */
                            month: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `period_closed`: The month is closed; `period_not_over`: The month is not over; `period_out_of_order`: Another month has to be closed first; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a pool for a household
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        head: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adultsSpend: boolean;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            childrenSpend: boolean;
                            members: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                joinedAt: string;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                /** @enum {string} */
                                role: "head" | "adult" | "child";
                            }[];
                            name: string;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            /** @enum {string} */
                            state: "open" | "dissolving" | "dissolved";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `pool_refused`: The pool does not allow this; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `identifier_invalid`: The identifier is not of its kind; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a pool: who is in it, and what it has
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adultsSpend: boolean;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            childrenSpend: boolean;
                            members: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                joinedAt: string;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                /** @enum {string} */
                                role: "head" | "adult" | "child";
                            }[];
                            name: string;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            /** @enum {string} */
                            state: "open" | "dissolving" | "dissolved";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the name of a pool, and who may spend from it
         * @description Permission: `write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        adultsSpend?: boolean;
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        childrenSpend?: boolean;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adultsSpend: boolean;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            childrenSpend: boolean;
                            members: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                joinedAt: string;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                /** @enum {string} */
                                role: "head" | "adult" | "child";
                            }[];
                            name: string;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            /** @enum {string} */
                            state: "open" | "dissolving" | "dissolved";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `pool_refused`: The pool does not allow this; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `identifier_invalid`: The identifier is not of its kind; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/contributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give points of a member to the pool
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        currency: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `pool_refused`: The pool does not allow this; `transfer_limit`: The limit for giving points away is reached; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/dissolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dissolve a pool
         * @description By the head. What is left goes in equal parts to the members named, who are the head or adults; what does not divide, and what still comes back later, to the first. Asked again, it answers with the dissolved pool.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        among: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        }[];
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adultsSpend: boolean;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            childrenSpend: boolean;
                            members: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                joinedAt: string;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                /** @enum {string} */
                                role: "head" | "adult" | "child";
                            }[];
                            name: string;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            /** @enum {string} */
                            state: "open" | "dissolving" | "dissolved";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `pool_refused`: The pool does not allow this; `program_unpublished`: The programme has no release yet; `transfer_refused`: The points cannot be moved there; `value_frozen`: The value of the account is frozen */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `identifier_invalid`: The identifier is not of its kind; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold what a checkout is about to spend from a pool
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        parts: {
                            amount: number;
                            currency: string;
                        }[];
                        reference?: string;
                        /** @default 900 */
                        ttlSeconds?: number;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `pool_refused`: The pool does not allow this; `transfer_limit`: The limit for giving points away is reached; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/holds/{hold}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a hold of a pool
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    hold: string;
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `pool_refused`: The pool does not allow this; `transfer_limit`: The limit for giving points away is reached; `transfer_refused`: The points cannot be moved there; `hold_closed`: The hold was captured or cancelled before */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `hold_expired`: The hold lapsed */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/holds/{hold}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Spend what is held of a pool, or a part of it
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    hold: string;
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        money?: {
                            amountMinor: number;
                            /** @example EUR */
                            currency: string;
                        };
                        parts?: {
                            amount: number;
                            currency: string;
                        }[];
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `pool_refused`: The pool does not allow this; `transfer_limit`: The limit for giving points away is reached; `transfer_refused`: The points cannot be moved there; `hold_closed`: The hold was captured or cancelled before */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `hold_expired`: The hold lapsed */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier; `hold_exceeded`: More is captured than was held */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a member to a pool, or change a role
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        member: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        /** @enum {string} */
                        role: "head" | "adult" | "child";
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adultsSpend: boolean;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            childrenSpend: boolean;
                            members: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                joinedAt: string;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                /** @enum {string} */
                                role: "head" | "adult" | "child";
                            }[];
                            name: string;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            /** @enum {string} */
                            state: "open" | "dissolving" | "dissolved";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `pool_refused`: The pool does not allow this; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `identifier_invalid`: The identifier is not of its kind; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/members/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a member out of a pool
         * @description By the head, or by the member who leaves. What was contributed stays in the pool.
         *
         *     Permission: `write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        member: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            adultsSpend: boolean;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            childrenSpend: boolean;
                            members: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                joinedAt: string;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                /** @enum {string} */
                                role: "head" | "adult" | "child";
                            }[];
                            name: string;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            /** @enum {string} */
                            state: "open" | "dissolving" | "dissolved";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `pool_refused`: The pool does not allow this; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `identifier_invalid`: The identifier is not of its kind; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/spends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Spend what a pool has
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        money?: {
                            amountMinor: number;
                            /** @example EUR */
                            currency: string;
                        };
                        parts: {
                            amount: number;
                            currency: string;
                        }[];
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `pool_refused`: The pool does not allow this; `transfer_limit`: The limit for giving points away is reached; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/spends/{spend}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back a spend of a pool, or a part of it
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                    spend: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        parts?: {
                            amount: number;
                            currency: string;
                        }[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `pool_refused`: The pool does not allow this; `transfer_limit`: The limit for giving points away is reached; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier; `spend_exceeded`: More is given back than was spent; `spend_unknown`: The member has no such spend */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/pools/{pool}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give points of a pool back to one of its members
         * @description Permission: `write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Answer what would happen, change nothing */
                    dryRun?: "true" | "false";
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    pool: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        amount: number;
                        by: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                        currency: string;
                        to: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null in a dry run */
                            activity: string | null;
                            balances: {
                                available: number;
                                currency: string;
                                debt: number;
                                held: number;
                                lifetimeEarned: number;
                                lifetimeSpent: number;
                                pending: number;
                            }[];
                            cards?: {
                                card: string;
                                completed: number;
                                expiresAt: string | null;
                                name: string;
                                size: number;
                                stamps: number;
                            }[];
                            effects: {
                                amount?: number;
                                card?: string;
                                currency?: string;
                                desired?: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                expiresAt?: string;
                                from?: string | null;
                                held?: number;
                                hold?: string;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity" | "value" | "card";
                                ladder?: string;
                                pending?: number;
                                reason?: string;
                                rounds?: number;
                                rule?: string;
                                stamps?: number;
                                to?: string | null;
                                transfer?: string;
                                type?: string;
                                verb?: string;
                            }[];
                            explain?: {
                                applied: boolean;
                                because: string[];
                                calculation?: string;
                                desired: number;
                                granted: number;
                                lines?: {
                                    amountMinor: number;
                                    lineId: string;
                                    points: number;
                                }[];
                                name: string;
                                rule: string;
                            }[];
                            hold?: string;
                            matches?: {
                                lineId: string;
                                order: string;
                                orderSourceId: string;
                                quantity: string;
                                sku: string;
                            }[];
                            member: string | null;
                            /** @example pol_01933f6e2b7a7c3e8d1f000000000001 */
                            pool: string;
                            release?: number;
                            /** @enum {string} */
                            status: "recorded" | "parked" | "dry-run";
                            tiers: {
                                heldUntil: string | null;
                                ladder: string;
                                /** @enum {string} */
                                metric: "spend" | "points" | "orders" | "visits";
                                name: string | null;
                                next: {
                                    missing: number;
                                    name: string;
                                    threshold: number;
                                    tier: string;
                                } | null;
                                tier: string | null;
                                total: number;
                            }[];
                            transfer?: string;
                            unmatched?: {
                                quantity: string;
                                sku: string;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable; `idempotency_key_missing`: The command has no idempotency key */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `insufficient_points`: There is not enough to spend; `member_closed`: The account is closed; `program_unpublished`: The programme has no release yet; `value_frozen`: The value of the account is frozen; `pool_refused`: The pool does not allow this; `transfer_limit`: The limit for giving points away is reached; `transfer_refused`: The points cannot be moved there */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `currency_not_offered`: The currency cannot be used for this; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List proposals, newest first
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: string | null;
                            proposals: {
                                actedAt: string | null;
                                actedBy: string | null;
                                approvedAt: string | null;
                                approvedBy: string | null;
                                author: string;
                                base: number;
                                beta: {
                                    audience: {
                                        percent: number;
                                    } | {
                                        members: string[];
                                    };
                                    release: number;
                                } | null;
                                changes: {
                                    /** @enum {string} */
                                    change: "added" | "changed" | "removed";
                                    fields: {
                                        after?: unknown;
                                        before?: unknown;
                                        path: string;
                                    }[];
                                    key: string;
                                    /** @enum {string} */
                                    kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                                }[];
                                note: string;
                                proposal: number;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                proposedAt: string;
                                publishAt: string | null;
                                reason: string | null;
                                release: number | null;
                                /** @enum {string} */
                                state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `cursor_invalid`: The cursor does not belong to this list */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Freeze the drafts as a proposal for review
         * @description Drafts may be edited on: what is approved and published is what was frozen.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actedAt: string | null;
                            actedBy: string | null;
                            approvedAt: string | null;
                            approvedBy: string | null;
                            author: string;
                            base: number;
                            beta: {
                                audience: {
                                    percent: number;
                                } | {
                                    members: string[];
                                };
                                release: number;
                            } | null;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            comments: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                author: string;
                                text: string;
                            }[];
                            note: string;
                            proposal: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            proposedAt: string;
                            publishAt: string | null;
                            reason: string | null;
                            release: number | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `release_unchanged`: Nothing changed since the last release */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proposals/{proposal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a proposal with its comments
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                    proposal: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actedAt: string | null;
                            actedBy: string | null;
                            approvedAt: string | null;
                            approvedBy: string | null;
                            author: string;
                            base: number;
                            beta: {
                                audience: {
                                    percent: number;
                                } | {
                                    members: string[];
                                };
                                release: number;
                            } | null;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            comments: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                author: string;
                                text: string;
                            }[];
                            note: string;
                            proposal: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            proposedAt: string;
                            publishAt: string | null;
                            reason: string | null;
                            release: number | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proposals/{proposal}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a proposal that somebody else made
         * @description Approved is not published: publish it, give it an instant, or start a beta.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                    proposal: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actedAt: string | null;
                            actedBy: string | null;
                            approvedAt: string | null;
                            approvedBy: string | null;
                            author: string;
                            base: number;
                            beta: {
                                audience: {
                                    percent: number;
                                } | {
                                    members: string[];
                                };
                                release: number;
                            } | null;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            comments: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                author: string;
                                text: string;
                            }[];
                            note: string;
                            proposal: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            proposedAt: string;
                            publishAt: string | null;
                            reason: string | null;
                            release: number | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `approval_own`: Nobody approves what they asked for themselves */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `approval_decided`: The request was decided before, or its time is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proposals/{proposal}/beta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a proposal to a part of the members first
         * @description Publish the proposal to give it to everyone; withdraw it to end the beta. What holds for all members at once (settings, currencies, tiers) cannot be tried on a part of them.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                    proposal: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        audience: {
                            percent: number;
                        } | {
                            members: string[];
                        };
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actedAt: string | null;
                            actedBy: string | null;
                            approvedAt: string | null;
                            approvedBy: string | null;
                            author: string;
                            base: number;
                            beta: {
                                audience: {
                                    percent: number;
                                } | {
                                    members: string[];
                                };
                                release: number;
                            } | null;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            comments: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                author: string;
                                text: string;
                            }[];
                            note: string;
                            proposal: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            proposedAt: string;
                            publishAt: string | null;
                            reason: string | null;
                            release: number | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `approval_decided`: The request was decided before, or its time is over; `approval_needed`: A second person has to approve it; `beta_running`: A beta is running; `release_unchanged`: Nothing changed since the last release */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proposals/{proposal}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comment on a proposal
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                    proposal: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actedAt: string | null;
                            actedBy: string | null;
                            approvedAt: string | null;
                            approvedBy: string | null;
                            author: string;
                            base: number;
                            beta: {
                                audience: {
                                    percent: number;
                                } | {
                                    members: string[];
                                };
                                release: number;
                            } | null;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            comments: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                author: string;
                                text: string;
                            }[];
                            note: string;
                            proposal: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            proposedAt: string;
                            publishAt: string | null;
                            reason: string | null;
                            release: number | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proposals/{proposal}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a proposal for everyone, now or at an instant
         * @description What was frozen is published, once, whatever the drafts say by then. One that cannot be published at its instant fails, with the reason.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                    proposal: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @example 2026-11-23T10:15:00Z
                         */
                        at?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actedAt: string | null;
                            actedBy: string | null;
                            approvedAt: string | null;
                            approvedBy: string | null;
                            author: string;
                            base: number;
                            beta: {
                                audience: {
                                    percent: number;
                                } | {
                                    members: string[];
                                };
                                release: number;
                            } | null;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            comments: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                author: string;
                                text: string;
                            }[];
                            note: string;
                            proposal: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            proposedAt: string;
                            publishAt: string | null;
                            reason: string | null;
                            release: number | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `approval_decided`: The request was decided before, or its time is over; `approval_needed`: A second person has to approve it; `beta_running`: A beta is running; `release_unchanged`: Nothing changed since the last release */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proposals/{proposal}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a proposal
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                    proposal: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actedAt: string | null;
                            actedBy: string | null;
                            approvedAt: string | null;
                            approvedBy: string | null;
                            author: string;
                            base: number;
                            beta: {
                                audience: {
                                    percent: number;
                                } | {
                                    members: string[];
                                };
                                release: number;
                            } | null;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            comments: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                author: string;
                                text: string;
                            }[];
                            note: string;
                            proposal: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            proposedAt: string;
                            publishAt: string | null;
                            reason: string | null;
                            release: number | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `approval_decided`: The request was decided before, or its time is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/proposals/{proposal}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a proposal back, cancel its schedule, or end its beta
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                    proposal: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actedAt: string | null;
                            actedBy: string | null;
                            approvedAt: string | null;
                            approvedBy: string | null;
                            author: string;
                            base: number;
                            beta: {
                                audience: {
                                    percent: number;
                                } | {
                                    members: string[];
                                };
                                release: number;
                            } | null;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            comments: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                author: string;
                                text: string;
                            }[];
                            note: string;
                            proposal: number;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            proposedAt: string;
                            publishAt: string | null;
                            reason: string | null;
                            release: number | null;
                            /** @enum {string} */
                            state: "open" | "approved" | "scheduled" | "beta" | "published" | "rejected" | "withdrawn" | "failed";
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `approval_decided`: The request was decided before, or its time is over */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/read-only": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let nothing be written to a programme
         * @description Every write is refused with `program_read_only` and the reason, in every process within two seconds; what was under way is finished. Reading works, and jobs leave the programme alone. Asked again, it changes the reason.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            by: string;
                            reason: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            since: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `idempotency_in_flight`: The first request with this key is still running */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Let a programme be written to again
         * @description Permission: `manage`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `idempotency_in_flight`: The first request with this key is still running */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List releases, newest first, with what each changed
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: string | null;
                            releases: {
                                audience: ({
                                    percent: number;
                                } | {
                                    members: string[];
                                }) | null;
                                author: string;
                                changes: {
                                    /** @enum {string} */
                                    change: "added" | "changed" | "removed";
                                    fields: {
                                        after?: unknown;
                                        before?: unknown;
                                        path: string;
                                    }[];
                                    key: string;
                                    /** @enum {string} */
                                    kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                                }[];
                                current: boolean;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                effectiveAt: string;
                                note: string;
                                number: number;
                                proposal: number | null;
                                restores: number | null;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `cursor_invalid`: The cursor does not belong to this list */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Publish the drafts as the next release
         * @description Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: ({
                                percent: number;
                            } | {
                                members: string[];
                            }) | null;
                            author: string;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            effectiveAt: string;
                            note: string;
                            number: number;
                            proposal: number | null;
                            restores: number | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `approval_needed`: A second person has to approve it; `beta_running`: A beta is running; `release_unchanged`: Nothing changed since the last release */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/releases/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one release
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    number: number;
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: ({
                                percent: number;
                            } | {
                                members: string[];
                            }) | null;
                            author: string;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            effectiveAt: string;
                            note: string;
                            number: number;
                            proposal: number | null;
                            restores: number | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/releases/{number}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish an earlier release again as the next one
         * @description The drafts follow: edits that were not published are taken back, and stay in the history of their definitions. Currencies that came since stay. What was decided keeps its release.
         *
         *     Permission: `manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    number: number;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audience: ({
                                percent: number;
                            } | {
                                members: string[];
                            }) | null;
                            author: string;
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            effectiveAt: string;
                            note: string;
                            number: number;
                            proposal: number | null;
                            restores: number | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable; `idempotency_key_invalid`: The idempotency key is not usable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `idempotency_in_flight`: The first request with this key is still running; `release_unchanged`: Nothing changed since the last release */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `release_invalid`: The definitions do not fit together */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/releases/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two releases, or a release and the drafts
         * @description Without parameters: what the drafts would change, and what keeps them from being published.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    to?: "draft" | number;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                /** @enum {string} */
                                change: "added" | "changed" | "removed";
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    path: string;
                                }[];
                                key: string;
                                /** @enum {string} */
                                kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                            }[];
                            errors: {
                                field: string;
                                message: string;
                            }[];
                            from: number;
                            to: "draft" | number;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/reports/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the accounts: points, liability and deferred revenue by day or month
         * @description Each flow of points stands in one column, so that liability = liability before + issued + debtPaid - clawedBack - debtIncurred - spent + spendReturned - expired + adjustedUp - adjustedDown + convertedIn - convertedOut + funded + migrated + transferredIn - transferredOut + writtenOff. Deferred revenue is a roll-forward by IFRS 15 and ASC 606 in whole minor units, in which opening and movements add up to the closing exactly. Closed months never change: what is posted for them later is listed under `late` and counted in the open month. `format=csv` gives journal lines instead, balanced per day. Default: the 90 days that end today, by day.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    by?: "day" | "month";
                    format?: "json" | "csv";
                    from?: string;
                    to?: string;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            by: "day" | "month";
                            closedUntil: string | null;
                            currencies: {
                                breakageE4: number;
                                currency: string;
                                late: {
                                    activated: number;
                                    adjustedDown: number;
                                    adjustedUp: number;
                                    clawedBack: number;
                                    convertedIn: number;
                                    convertedOut: number;
                                    /** Format: date */
                                    countedOn: string;
                                    debtIncurred: number;
                                    debtPaid: number;
                                    /** Format: date */
                                    effective: string;
                                    expired: number;
                                    funded: number;
                                    issued: number;
                                    migrated: number;
                                    spendReturned: number;
                                    spent: number;
                                    transferredIn: number;
                                    transferredOut: number;
                                    writtenOff: number;
                                }[];
                                moneyCurrency: string;
                                name: string;
                                opening: number;
                                periods: {
                                    activated: number;
                                    adjustedDown: number;
                                    adjustedUp: number;
                                    clawedBack: number;
                                    closed: boolean;
                                    convertedIn: number;
                                    convertedOut: number;
                                    debt: number;
                                    debtIncurred: number;
                                    debtPaid: number;
                                    deferred: {
                                        adjustedMinor: number;
                                        breakageMinor: number;
                                        closingMinor: number;
                                        convertedMinor: number;
                                        estimateMinor: number;
                                        fundedMinor: number;
                                        issuedMinor: number;
                                        migratedMinor: number;
                                        openingMinor: number;
                                        redeemedMinor: number;
                                        writtenOffMinor: number;
                                    };
                                    expired: number;
                                    /** Format: date */
                                    from: string;
                                    funded: number;
                                    inTransit: number;
                                    issued: number;
                                    liability: number;
                                    liabilityMinor: number;
                                    migrated: number;
                                    spendReturned: number;
                                    spent: number;
                                    /** Format: date */
                                    to: string;
                                    transferredIn: number;
                                    transferredOut: number;
                                    writtenOff: number;
                                }[];
                                totals: {
                                    activated: number;
                                    adjustedDown: number;
                                    adjustedUp: number;
                                    clawedBack: number;
                                    convertedIn: number;
                                    convertedOut: number;
                                    debt: number;
                                    debtIncurred: number;
                                    debtPaid: number;
                                    deferred: {
                                        adjustedMinor: number;
                                        breakageMinor: number;
                                        closingMinor: number;
                                        convertedMinor: number;
                                        estimateMinor: number;
                                        fundedMinor: number;
                                        issuedMinor: number;
                                        migratedMinor: number;
                                        openingMinor: number;
                                        redeemedMinor: number;
                                        writtenOffMinor: number;
                                    };
                                    expired: number;
                                    funded: number;
                                    inTransit: number;
                                    issued: number;
                                    liability: number;
                                    liabilityMinor: number;
                                    migrated: number;
                                    spendReturned: number;
                                    spent: number;
                                    transferredIn: number;
                                    transferredOut: number;
                                    writtenOff: number;
                                };
                                valuePerPointE4: number;
                            }[];
                            /** Format: date */
                            from: string;
                            program: string;
                            /** Format: date */
                            to: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `query_invalid`: The query does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/reports/breakage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what became of points, by the day of their end
         * @description Of the points that end on a day: how many were planned, used before, given back or moved, ended, and are open. Compare the rate of days that are over with the breakage that the currency expects. Points whose end moves with inactivity have no day and are left out. Default: the 90 days that end today.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currencies: {
                                breakageE4: number;
                                currency: string;
                                days: {
                                    /** Format: date */
                                    day: string;
                                    expectedBreakage: number;
                                    expired: number;
                                    moved: number;
                                    open: number;
                                    planned: number;
                                    rateE4: number;
                                    released: number;
                                    reopened: number;
                                }[];
                                name: string;
                                totals: {
                                    expectedBreakage: number;
                                    expired: number;
                                    moved: number;
                                    open: number;
                                    planned: number;
                                    rateE4: number;
                                    released: number;
                                    reopened: number;
                                };
                            }[];
                            /** Format: date */
                            from: string;
                            program: string;
                            /** Format: date */
                            to: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `query_invalid`: The query does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/reports/expiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which points will end, by day and currency
         * @description From now to `until`, by default 90 days ahead, if nothing else happens. A day is the one on which the points are gone. Points whose end moves with inactivity stand on the day that holds now; what a hold speaks for stands no earlier than the end of the hold.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    until?: string;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            days: {
                                currency: string;
                                /** Format: date */
                                day: string;
                                owners: number;
                                points: number;
                            }[];
                            program: string;
                            /** Format: date */
                            until: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `query_invalid`: The query does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/reports/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the books by day
         * @description Days are calendar days of the programme, both ends included. Default: the 90 days that end today; where nothing has happened for longer than that, as in an imported history, the 90 that end with the last day that has activity. Each flow of points stands in one column, so that liability = liability of the day before + issued + debtPaid - clawedBack - debtIncurred - spent - expired + writtenOff + adjusted + converted + funded + migrated + transferred. Issued is what members got to hold, debtPaid what they earned and a debt took; clawedBack is what returns took, debtIncurred what they could not take. Liability is net of debts; in money it is points x value of a point, rounded half up.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            currencies: {
                                currency: string;
                                days: {
                                    adjusted: number;
                                    clawedBack: number;
                                    converted: number;
                                    /** Format: date */
                                    day: string;
                                    debtIncurred: number;
                                    debtPaid: number;
                                    expired: number;
                                    funded: number;
                                    issued: number;
                                    liability: number;
                                    liabilityMinor: number;
                                    migrated: number;
                                    spent: number;
                                    transferred: number;
                                    writtenOff: number;
                                }[];
                                name: string;
                                opening: number;
                                totals: {
                                    adjusted: number;
                                    clawedBack: number;
                                    converted: number;
                                    debtIncurred: number;
                                    debtPaid: number;
                                    expired: number;
                                    funded: number;
                                    issued: number;
                                    liability: number;
                                    liabilityMinor: number;
                                    migrated: number;
                                    spent: number;
                                    transferred: number;
                                    writtenOff: number;
                                };
                            }[];
                            /** Format: date */
                            from: string;
                            moneyCurrency: string;
                            program: string;
                            /** Format: date */
                            to: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `query_invalid`: The query does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/reports/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members whose gifts look like more than gifts
         * @description Who received from more than `senders` different members since `from` (by default 30 days ago), or gave on to a third what they had received within `hours`.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    hours?: number;
                    senders?: number;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            from: string;
                            hours: number;
                            members: {
                                chains: number;
                                gifts: number;
                                /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                                member: string;
                                senders: number;
                            }[];
                            senders: number;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `query_invalid`: The query does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/staff-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who of the staff is which member
         * @description Permission: `manage`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accounts: {
                                actor: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                linkedAt: string;
                                linkedBy: string;
                                member: string | null;
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/staff-accounts/{actor}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which member somebody of the staff is
         * @description The actor is a credential or a person as the audit names them: `key:PREFIX`, `staff:NAME`. From then on they cannot adjust, extend, write off, freeze, close or merge that member, nor decide about it. Null ends the link; nobody changes or ends their own.
         *
         *     Permission: `manage`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    actor: string;
                    program: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        member: {
                            card?: string;
                            email?: string;
                            externalId?: string;
                            /** @example mem_01933f6e2b7a7c3e8d1f000000000001 */
                            id?: string;
                            phone?: string;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actor: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            linkedAt: string;
                            linkedBy: string;
                            member: string | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this; `own_account`: Staff powers do not reach one’s own account */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_read_only`: Nothing may be written to the programme; `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `identifier_invalid`: The identifier is not of its kind; `member_unknown`: No member has this identifier */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/stores/{store}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the code that a store shows for check-ins now
         * @description Permission: `manage`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                    store: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            everySeconds: number;
                            secondsLeft: number;
                            store: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{program}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the last verifications, the head of the chain and the lock
         * @description Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            head: {
                                /** @description SHA-256, hex */
                                hash: string;
                                seal: number;
                            } | null;
                            readOnly: {
                                by: string;
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                since: string;
                            } | null;
                            running: {
                                done: number;
                                of: number;
                                step: string;
                            } | null;
                            runs: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                finishedAt: string;
                                report: {
                                    breaks: {
                                        check: string;
                                        currency: string | null;
                                        detail: string;
                                        owner: string | null;
                                        row: number | null;
                                    }[];
                                    checked: {
                                        [key: string]: number;
                                    };
                                    clean: boolean;
                                    durationMs: number;
                                    head: {
                                        /** @description SHA-256, hex */
                                        hash: string;
                                        seal: number;
                                    } | null;
                                };
                            }[];
                            sealed: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                at: string;
                                rows: number;
                            } | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Prove the books: compare the journal with its seals and recompute everything from it
         * @description Changes nothing but the list of verifications. Whoever asks while a verification of the programme runs gets its report. `head`, as `12:HASH`, is a head of the chain that was written down before: the report tells whether it is still part of the chain.
         *
         *     Permission: `read`.
         */
        post: {
            parameters: {
                query?: {
                    head?: string;
                };
                header?: never;
                path: {
                    program: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            breaks: {
                                check: string;
                                currency: string | null;
                                detail: string;
                                owner: string | null;
                                row: number | null;
                            }[];
                            checked: {
                                [key: string]: number;
                            };
                            clean: boolean;
                            durationMs: number;
                            head: {
                                /** @description SHA-256, hex */
                                hash: string;
                                seal: number;
                            } | null;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `program_unpublished`: The programme has no release yet */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema; `query_invalid`: The query does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schemas/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the JSON Schema of the files of a kind, for editors
         * @description Needs no credential.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: "settings" | "currency" | "earning-rule" | "counter" | "tier-ladder" | "stamp-card" | "store" | "cause" | "site";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_found`: There is nothing here for this credential */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description Permission: `staff`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            organization: string;
                            role: string;
                            staff: string;
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session:signout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Permission: `staff`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description `request_malformed`: The request is not readable; `body_malformed`: The body is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_too_large`: The body is too large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `content_type_unsupported`: The content type is not supported */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `body_invalid`: The body does not fit its schema */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the ready programmes that one can start from
         * @description What each has, how it looks to members, and what it still waits for. `POST /v1/programs` with its key starts one.
         *
         *     Permission: `read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            templates: {
                                complete: boolean;
                                currencies: string[];
                                definitions: {
                                    [key: string]: number;
                                };
                                description: string;
                                industry: ("airline" | "bank" | "beauty" | "books-and-music" | "cafe" | "catering" | "cinema" | "fashion" | "fitness" | "food" | "furniture" | "grocery" | "insurance" | "nightlife" | "outdoor" | "restaurant" | "retail" | "software" | "sports" | "travel") | null;
                                key: string;
                                look: {
                                    /** @example #1f6f54 */
                                    accent: string;
                                    /** @enum {string} */
                                    icon: "armchair" | "bag" | "bank" | "barbell" | "basket" | "bed" | "bell" | "bolt" | "box" | "cake" | "calendar" | "coffee" | "crown" | "film" | "gift" | "glass" | "globe" | "heart" | "home" | "jar" | "leaf" | "mountain" | "music" | "phone" | "plane" | "plate" | "scissors" | "shield" | "shirt" | "shoe" | "sparkles" | "star" | "ticket" | "tree" | "trophy" | "truck" | "users";
                                    name: string;
                                    /** @example #1f6f54 */
                                    onPrimary: string;
                                    /** @example #1f6f54 */
                                    primary: string;
                                    tagline: string;
                                } | null;
                                money: string;
                                name: string;
                                sample: boolean;
                                tiers: string[];
                                timeZone: string;
                                waitsFor: {
                                    /** @enum {string} */
                                    feature: "causes" | "community" | "draws" | "leaderboards" | "messages" | "partners" | "passes" | "payments" | "recommendations" | "referrals" | "reports" | "rewards" | "subscriptions" | "vouchers";
                                    part: string;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description `request_malformed`: The request is not readable */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `credential_missing`: No valid credential was given */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `forbidden`: The credential may not do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `not_acceptable`: No offered format was accepted */
                406: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `request_timeout`: The request did not arrive in time */
                408: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `internal`: Something broke on our side */
                500: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `overloaded`: The service is too busy or cannot reach its database */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ConditionModel: {
            /** @enum {string} */
            kind: "all" | "any";
            of: components["schemas"]["ConditionModel"][];
        } | {
            /** @constant */
            kind: "not";
            of: components["schemas"]["ConditionModel"];
        } | {
            /** @example order.net */
            fact: string;
            /** @constant */
            kind: "compare";
            /** @enum {string} */
            operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
            value: {
                /** @constant */
                kind: "text";
                value: string;
            } | {
                /** @constant */
                kind: "number";
                value: string;
            } | {
                /** @constant */
                kind: "truth";
                value: boolean;
            } | {
                /** @constant */
                kind: "time";
                value: string;
            } | {
                /** @constant */
                kind: "duration";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "ago";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "fact";
                /** @example order.net */
                value: string;
            };
        } | {
            /** @example order.net */
            fact: string;
            /** @constant */
            kind: "one-of";
            values: ({
                /** @constant */
                kind: "text";
                value: string;
            } | {
                /** @constant */
                kind: "number";
                value: string;
            } | {
                /** @constant */
                kind: "truth";
                value: boolean;
            } | {
                /** @constant */
                kind: "time";
                value: string;
            } | {
                /** @constant */
                kind: "duration";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "ago";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "fact";
                /** @example order.net */
                value: string;
            })[];
        } | {
            /** @example order.net */
            fact: string;
            /** @constant */
            kind: "has";
            value: {
                /** @constant */
                kind: "text";
                value: string;
            } | {
                /** @constant */
                kind: "number";
                value: string;
            } | {
                /** @constant */
                kind: "truth";
                value: boolean;
            } | {
                /** @constant */
                kind: "time";
                value: string;
            } | {
                /** @constant */
                kind: "duration";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "ago";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "fact";
                /** @example order.net */
                value: string;
            };
        } | {
            /** @example order.net */
            fact: string;
            /** @constant */
            kind: "text";
            /** @enum {string} */
            operator: "startsWith" | "endsWith" | "contains";
            value: string;
        } | {
            /** @example order.net */
            fact: string;
            /** @enum {string} */
            kind: "true" | "known";
        } | {
            each: string;
            /** @enum {string} */
            kind: "some" | "every";
            /** @example order.net */
            list: string;
            of: components["schemas"]["ConditionModel"];
        } | {
            /** @constant */
            kind: "expression";
            text: string;
        };
        ConditionModelInput: {
            /** @enum {string} */
            kind: "all" | "any";
            of: components["schemas"]["ConditionModelInput"][];
        } | {
            /** @constant */
            kind: "not";
            of: components["schemas"]["ConditionModelInput"];
        } | {
            /** @example order.net */
            fact: string;
            /** @constant */
            kind: "compare";
            /** @enum {string} */
            operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
            value: {
                /** @constant */
                kind: "text";
                value: string;
            } | {
                /** @constant */
                kind: "number";
                value: string;
            } | {
                /** @constant */
                kind: "truth";
                value: boolean;
            } | {
                /** @constant */
                kind: "time";
                value: string;
            } | {
                /** @constant */
                kind: "duration";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "ago";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "fact";
                /** @example order.net */
                value: string;
            };
        } | {
            /** @example order.net */
            fact: string;
            /** @constant */
            kind: "one-of";
            values: ({
                /** @constant */
                kind: "text";
                value: string;
            } | {
                /** @constant */
                kind: "number";
                value: string;
            } | {
                /** @constant */
                kind: "truth";
                value: boolean;
            } | {
                /** @constant */
                kind: "time";
                value: string;
            } | {
                /** @constant */
                kind: "duration";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "ago";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "fact";
                /** @example order.net */
                value: string;
            })[];
        } | {
            /** @example order.net */
            fact: string;
            /** @constant */
            kind: "has";
            value: {
                /** @constant */
                kind: "text";
                value: string;
            } | {
                /** @constant */
                kind: "number";
                value: string;
            } | {
                /** @constant */
                kind: "truth";
                value: boolean;
            } | {
                /** @constant */
                kind: "time";
                value: string;
            } | {
                /** @constant */
                kind: "duration";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "ago";
                /** @example 720h */
                value: string;
            } | {
                /** @constant */
                kind: "fact";
                /** @example order.net */
                value: string;
            };
        } | {
            /** @example order.net */
            fact: string;
            /** @constant */
            kind: "text";
            /** @enum {string} */
            operator: "startsWith" | "endsWith" | "contains";
            value: string;
        } | {
            /** @example order.net */
            fact: string;
            /** @enum {string} */
            kind: "true" | "known";
        } | {
            each: string;
            /** @enum {string} */
            kind: "some" | "every";
            /** @example order.net */
            list: string;
            of: components["schemas"]["ConditionModelInput"];
        } | {
            /** @constant */
            kind: "expression";
            text: string;
        };
        FactNode: {
            choices?: {
                label: string;
                value: string;
            }[];
            fields?: components["schemas"]["FactNode"][];
            label: string;
            name: string;
            /** @enum {string} */
            of?: "truth" | "whole" | "number" | "text" | "money" | "time" | "duration" | "list" | "map" | "object";
            path: string;
            /** @enum {string} */
            type: "truth" | "whole" | "number" | "text" | "money" | "time" | "duration" | "list" | "map" | "object";
        };
        /** @description Why a request was refused. A refused request has changed nothing. */
        Problem: {
            /** @description Stable: decide by this */
            code: string;
            detail: string;
            errors: {
                field: string;
                message: string;
            }[];
            request_id: string;
            status: number;
            title: string;
            /**
             * Format: uri-reference
             * @description Where the problem is documented
             */
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
