import { Anchor, type AnchorProps, Button, type ButtonProps, Menu, type MenuItemProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

type OfAnchor<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props>

/** A button that leads to another page. */
export const LinkButton = createLink((props: OfAnchor<ButtonProps>) => <Button component="a" {...props} />)

/** Words that lead to another page. */
export const LinkAnchor = createLink((props: OfAnchor<AnchorProps>) => <Anchor {...props} />)

/** A row of a menu that leads to another page. */
export const LinkItem = createLink((props: OfAnchor<MenuItemProps>) => <Menu.Item component="a" {...props} />)
