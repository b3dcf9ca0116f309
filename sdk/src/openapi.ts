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
                                release: number | null;
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
                        template?: string;
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
                            release: number | null;
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
                /** @description `idempotency_in_flight`: The first request with this key is still running; `program_exists`: The organisation has a programme with this key */
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
                /** @description `body_invalid`: The body does not fit its schema; `idempotency_key_reused`: The idempotency key was used for another request; `definition_invalid`: The definition does not fit its kind; `release_invalid`: The definitions do not fit together */
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
         * @description Durable when answered: what was earned, balances, tier and distance to the next. An activity is idempotent for ever by its source, sourceId and type: the same body gets the first reply again, another body is a conflict. A return whose order has not come is parked (202) and applied when the order comes.
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
                            effects: {
                                amount?: number;
                                currency?: string;
                                desired?: number;
                                from?: string | null;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity";
                                ladder?: string;
                                reason?: string;
                                rule?: string;
                                to?: string | null;
                                type?: string;
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
                            effects: {
                                amount?: number;
                                currency?: string;
                                desired?: number;
                                from?: string | null;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity";
                                ladder?: string;
                                reason?: string;
                                rule?: string;
                                to?: string | null;
                                type?: string;
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
                            effects: {
                                amount?: number;
                                currency?: string;
                                desired?: number;
                                from?: string | null;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity";
                                ladder?: string;
                                reason?: string;
                                rule?: string;
                                to?: string | null;
                                type?: string;
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
                /** @description `activity_conflict`: The activity was recorded before with other content; `program_unpublished`: The programme has no release yet */
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
                /** @description `body_invalid`: The body does not fit its schema; `activity_invalid`: The activity does not fit its type; `activity_type_unknown`: The programme does not know this activity type; `clock_refused`: The time of the activity is not acceptable; `currency_mismatch`: The order is in a currency that the programme does not use; `identifier_invalid`: The identifier is not of its kind; `limit_exceeded`: The amount is larger than the product can hold exactly; `member_unknown`: No member has this identifier; `return_exceeds_order`: More is returned than the order has left; `return_line_unknown`: The order has no such line */
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
                                    effects: {
                                        amount?: number;
                                        currency?: string;
                                        desired?: number;
                                        from?: string | null;
                                        /** @enum {string} */
                                        kind: "points" | "tier" | "activity";
                                        ladder?: string;
                                        reason?: string;
                                        rule?: string;
                                        to?: string | null;
                                        type?: string;
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
                                currency?: string;
                                desired?: number;
                                from?: string | null;
                                /** @enum {string} */
                                kind: "points" | "tier" | "activity";
                                ladder?: string;
                                reason?: string;
                                rule?: string;
                                to?: string | null;
                                type?: string;
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
                                data?: {
                                    [key: string]: (string | number | boolean) | (string | number | boolean)[];
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
                    kind?: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
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
                                kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
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
                    kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
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
                            kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
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
                    kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
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
                            kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
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
                /** @description `idempotency_in_flight`: The first request with this key is still running */
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
                    kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
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
                /** @description `idempotency_in_flight`: The first request with this key is still running */
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
                                remaining: number;
                                rule: string | null;
                                seq: number;
                                /** @enum {string} */
                                state: "pending" | "active" | "spent" | "expired";
                            }[];
                            name: string | null;
                            phone: string | null;
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
                /** @description `idempotency_in_flight`: The first request with this key is still running; `identifier_taken`: Another member has this identifier; `program_unpublished`: The programme has no release yet */
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
         * @description The member is named by `mem_...`, or by `externalId:`, `email:`, `phone:` or `card:` and the value. `at` tells balances, tiers and lots of a past instant by what is known now, or of a future one if nothing else happens. The ETag of the reply is what an edit sends as If-Match.
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
                                remaining: number;
                                rule: string | null;
                                seq: number;
                                /** @enum {string} */
                                state: "pending" | "active" | "spent" | "expired";
                            }[];
                            name: string | null;
                            phone: string | null;
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
                                remaining: number;
                                rule: string | null;
                                seq: number;
                                /** @enum {string} */
                                state: "pending" | "active" | "spent" | "expired";
                            }[];
                            name: string | null;
                            phone: string | null;
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
                /** @description `idempotency_in_flight`: The first request with this key is still running; `identifier_taken`: Another member has this identifier; `program_unpublished`: The programme has no release yet */
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
                                    currency?: string;
                                    desired?: number;
                                    from?: string | null;
                                    /** @enum {string} */
                                    kind: "points" | "tier" | "activity";
                                    ladder?: string;
                                    reason?: string;
                                    rule?: string;
                                    to?: string | null;
                                    type?: string;
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
                                    data?: {
                                        [key: string]: (string | number | boolean) | (string | number | boolean)[];
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
                                    kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
                                }[];
                                current: boolean;
                                /**
                                 * Format: date-time
                                 * @example 2026-11-23T10:15:00Z
                                 */
                                effectiveAt: string;
                                note: string;
                                number: number;
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
                                kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
                            }[];
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            effectiveAt: string;
                            note: string;
                            number: number;
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
                /** @description `idempotency_in_flight`: The first request with this key is still running; `release_unchanged`: Nothing changed since the last release */
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
                                kind: "settings" | "currency" | "earning-rule" | "tier-ladder" | "store";
                            }[];
                            current: boolean;
                            /**
                             * Format: date-time
                             * @example 2026-11-23T10:15:00Z
                             */
                            effectiveAt: string;
                            note: string;
                            number: number;
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
    "/v1/programs/{program}/reports/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the books by day
         * @description Days are calendar days of the programme, both ends included. Default: the 90 days that end today; where nothing has happened for longer than that, as in an imported history, the 90 that end with the last day that has activity. Each flow of points stands in one column, so that liability = liability of the day before + issued + debtPaid - clawedBack - debtIncurred - spent - expired. Issued is what members got to hold, debtPaid what they earned and a debt took; clawedBack is what returns took, debtIncurred what they could not take. Liability is net of debts; in money it is points x value of a point, rounded half up.
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
                                    clawedBack: number;
                                    /** Format: date */
                                    day: string;
                                    debtIncurred: number;
                                    debtPaid: number;
                                    expired: number;
                                    issued: number;
                                    liability: number;
                                    liabilityMinor: number;
                                    spent: number;
                                }[];
                                name: string;
                                opening: number;
                                totals: {
                                    clawedBack: number;
                                    debtIncurred: number;
                                    debtPaid: number;
                                    expired: number;
                                    issued: number;
                                    liability: number;
                                    liabilityMinor: number;
                                    spent: number;
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
    "/v1/programs/{program}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove the books: recompute everything from the journal
         * @description Changes nothing. Whoever asks while a verification of the programme runs gets its report.
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
                                detail: string;
                                owner: string | null;
                            }[];
                            checked: {
                                [key: string]: number;
                            };
                            clean: boolean;
                            durationMs: number;
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
