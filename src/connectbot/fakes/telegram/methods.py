"""What the Bot API takes: methods, their parameters, types and lengths, of version 10.1."""

from __future__ import annotations

METHODS: dict[str, dict[str, str]] = {
    "getMe": {},
    "getUpdates": {
        "offset": "Integer",
        "limit": "Integer",
        "timeout": "Integer",
        "allowed_updates": "Array of String",
    },
    "setWebhook": {
        "url": "String!",
        "certificate": "InputFile",
        "ip_address": "String",
        "max_connections": "Integer",
        "allowed_updates": "Array of String",
        "drop_pending_updates": "Boolean",
        "secret_token": "String",
    },
    "deleteWebhook": {
        "drop_pending_updates": "Boolean",
    },
    "getWebhookInfo": {},
    "sendMessage": {
        "business_connection_id": "String",
        "chat_id": "Integer|String!",
        "message_thread_id": "Integer",
        "direct_messages_topic_id": "Integer",
        "text": "String!",
        "parse_mode": "String",
        "entities": "Array of MessageEntity",
        "link_preview_options": "LinkPreviewOptions",
        "disable_notification": "Boolean",
        "protect_content": "Boolean",
        "allow_paid_broadcast": "Boolean",
        "message_effect_id": "String",
        "suggested_post_parameters": "SuggestedPostParameters",
        "reply_parameters": "ReplyParameters",
        "reply_markup": "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply",
    },
    "answerCallbackQuery": {
        "callback_query_id": "String!",
        "text": "String",
        "show_alert": "Boolean",
        "url": "String",
        "cache_time": "Integer",
    },
    "editMessageText": {
        "business_connection_id": "String",
        "chat_id": "Integer|String",
        "message_id": "Integer",
        "inline_message_id": "String",
        "text": "String",
        "parse_mode": "String",
        "entities": "Array of MessageEntity",
        "link_preview_options": "LinkPreviewOptions",
        "rich_message": "InputRichMessage",
        "reply_markup": "InlineKeyboardMarkup",
    },
    "editMessageReplyMarkup": {
        "business_connection_id": "String",
        "chat_id": "Integer|String",
        "message_id": "Integer",
        "inline_message_id": "String",
        "reply_markup": "InlineKeyboardMarkup",
    },
}
"""Method -> parameter -> its types, with ! where it must be given."""

OBJECTS: dict[str, dict[str, str]] = {
    "InlineKeyboardMarkup": {
        "inline_keyboard": "Array of Array of InlineKeyboardButton!",
    },
    "InlineKeyboardButton": {
        "text": "String!",
        "icon_custom_emoji_id": "String",
        "style": "String",
        "url": "String",
        "callback_data": "String",
        "web_app": "WebAppInfo",
        "login_url": "LoginUrl",
        "switch_inline_query": "String",
        "switch_inline_query_current_chat": "String",
        "switch_inline_query_chosen_chat": "SwitchInlineQueryChosenChat",
        "copy_text": "CopyTextButton",
        "callback_game": "CallbackGame",
        "pay": "Boolean",
    },
    "LinkPreviewOptions": {
        "is_disabled": "Boolean",
        "url": "String",
        "prefer_small_media": "Boolean",
        "prefer_large_media": "Boolean",
        "show_above_text": "Boolean",
    },
}
"""The objects that parameters of ours hold -> their fields."""

LENGTHS: dict[str, tuple[int, int, str]] = {
    "sendMessage.text": (1, 4096, "characters"),
    "editMessageText.text": (1, 4096, "characters"),
    "answerCallbackQuery.text": (0, 200, "characters"),
    "setWebhook.secret_token": (1, 256, "characters"),
    "InlineKeyboardButton.callback_data": (1, 64, "bytes"),
}
"""Where a text stands -> how short and how long it may be, and what is counted."""

BOUNDS: dict[str, tuple[int, int]] = {
    "getUpdates.limit": (1, 100),
    "setWebhook.max_connections": (1, 100),
}
"""Where a number stands -> the least and the most."""
