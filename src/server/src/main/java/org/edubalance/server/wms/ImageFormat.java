package org.edubalance.server.wms;

import com.pngencoder.PngEncoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ows.OwsException;
import org.edubalance.server.ows.OwsResponse;

/** The formats of map images. */
enum ImageFormat {
    PNG("image/png"),
    JPEG("image/jpeg");

    /** Of 9; more makes maps hardly smaller. */
    private static final int PNG_EFFORT = 2;

    private final String mimeType;

    ImageFormat(String mimeType) {
        this.mimeType = mimeType;
    }

    String mimeType() {
        return mimeType;
    }

    static List<String> mimeTypes() {
        return Arrays.stream(values()).map(ImageFormat::mimeType).toList();
    }

    /**
     * The format of a media type, in any case.
     *
     * @throws Refusal if it is another one
     */
    static ImageFormat of(String mimeType) {
        String asked = mimeType.toLowerCase(Locale.ROOT);
        for (ImageFormat format : values()) {
            if (format.mimeType.equals(asked)) {
                return format;
            }
        }
        throw OwsException.coded("InvalidFormat", 400, "wms.format", "formats", mimeTypes(), "got", mimeType)
                .about("format");
    }

    /** @param image of {@link BufferedImage#TYPE_INT_ARGB} */
    OwsResponse response(BufferedImage image) {
        return OwsResponse.of(mimeType, this == PNG ? png(image) : jpeg(image));
    }

    /** By all processors: Java's own writer takes three times as long for a map. */
    private static byte[] png(BufferedImage image) {
        return new PngEncoder()
                .withBufferedImage(image)
                .withCompressionLevel(PNG_EFFORT)
                .toBytes();
    }

    private static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(opaque(image), "jpeg", out)) {
                throw new IllegalStateException("Java cannot write JPEG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }
}
