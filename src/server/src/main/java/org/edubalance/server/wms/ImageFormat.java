package org.edubalance.server.wms;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.edubalance.server.ows.Kvp;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;

/** The formats of map images. */
enum ImageFormat {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpeg");

    private final String mimeType;
    private final String writer;

    ImageFormat(String mimeType, String writer) {
        this.mimeType = mimeType;
        this.writer = writer;
    }

    String mimeType() {
        return mimeType;
    }

    static ImageFormat of(String mimeType) {
        String asked = mimeType.toLowerCase(Locale.ROOT);
        for (ImageFormat format : values()) {
            if (format.mimeType.equals(asked)) {
                return format;
            }
        }
        throw new OwsException(
                "InvalidFormat",
                "format",
                "format must be "
                        + Arrays.stream(values()).map(ImageFormat::mimeType).collect(Collectors.joining(" or "))
                        + ", got " + Kvp.shown(mimeType));
    }

    OwsResponse response(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BufferedImage written = this == JPEG ? opaque(image) : image;
        try {
            if (!ImageIO.write(written, writer, out)) {
                throw new IllegalStateException("Java cannot write " + mimeType);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return OwsResponse.of(mimeType, out.toByteArray());
    }

    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }
}
